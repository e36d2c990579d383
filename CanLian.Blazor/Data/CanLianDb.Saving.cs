using System.Runtime.CompilerServices;
using CanLian.Blazor.Data.Keys;
using CanLian.Blazor.Data.Tallies;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Doubts;
using CanLian.Domain.Employment;
using CanLian.Domain.Exchange;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Surveys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;

namespace CanLian.Blazor.Data;

/// <summary>What belongs to every save: the fence, seals, versions, search keys, the change log and its chain, tallies; all in one transaction.</summary>
public partial class CanLianDb
{
    private const string Nowhere = "?";

    /// <summary>What keeps tallies while something is being written; null when nothing is.</summary>
    internal TallyChange? Following { get; set; }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        using var looked = new Looked(ChangeTracker);
        BeforeSave();
        using var forms = SealedForms.SealForSaving(this);
        if (Database.CurrentTransaction is not null)
        {
            using var within = TallyChange.Begin(this);
            var stamped = VillageChange.Begin(this);
            ChangeChain.Extend(this);
            var done = base.SaveChanges(acceptAllChangesOnSuccess);
            within?.Apply();
            stamped?.Apply();
            return done;
        }
        if (!ChangeTracker.HasChanges())
        {
            return 0;
        }
        using var write = BeginWrite();
        using var tallies = TallyChange.Begin(this);
        var villages = VillageChange.Begin(this);
        ChangeChain.Extend(this);
        var saved = base.SaveChanges(acceptAllChangesOnSuccess);
        tallies?.Apply();
        villages?.Apply();
        write.Commit();
        return saved;
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using var looked = new Looked(ChangeTracker);
        BeforeSave();
        using var forms = SealedForms.SealForSaving(this);
        if (Database.CurrentTransaction is not null)
        {
            using var within = TallyChange.Begin(this);
            var stamped = VillageChange.Begin(this);
            ChangeChain.Extend(this);
            var done = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            within?.Apply();
            stamped?.Apply();
            return done;
        }
        if (!ChangeTracker.HasChanges())
        {
            return 0;
        }
        await using var write = await BeginWriteAsync(cancellationToken);
        using var tallies = TallyChange.Begin(this);
        var villages = VillageChange.Begin(this);
        ChangeChain.Extend(this);
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        tallies?.Apply();
        villages?.Apply();
        await write.CommitAsync(cancellationToken);
        return saved;
    }

    /// <summary>
    /// Waits for the one writer's turn and begins its transaction, for work of several steps. Whose turn it is has left the page's own order of work, in which
    /// it would stand behind whatever else the page is drawing.
    /// </summary>
    public ConfiguredTaskAwaitable<WriteTransaction> BeginWriteAsync(CancellationToken cancellation = default) => BeginInTurnAsync(cancellation).ConfigureAwait(false);

    private async Task<WriteTransaction> BeginInTurnAsync(CancellationToken cancellation)
    {
        await vault.Gate.EnterAsync(cancellation).ConfigureAwait(false);
        IDbContextTransaction? begun = null;
        try
        {
            begun = await Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
            await AwaitOtherNodesAsync(cancellation).ConfigureAwait(false);
            return new WriteTransaction(begun, vault.Gate);
        }
        catch
        {
            begun?.Dispose();
            vault.Gate.Leave();
            throw;
        }
    }

    /// <inheritdoc cref="BeginWriteAsync"/>
    public WriteTransaction BeginWrite()
    {
        vault.Gate.Enter();
        IDbContextTransaction? begun = null;
        try
        {
            begun = Database.BeginTransaction();
            AwaitOtherNodes();
            return new WriteTransaction(begun, vault.Gate);
        }
        catch
        {
            begun?.Dispose();
            vault.Gate.Leave();
            throw;
        }
    }

    /// <summary>Begins a transaction of the one writer if it is nobody's turn just now; null where it is. For what may as well be written later.</summary>
    internal WriteTransaction? TryBeginWrite()
    {
        if (!vault.Gate.TryEnter())
        {
            return null;
        }
        try
        {
            return new WriteTransaction(Database.BeginTransaction(), vault.Gate);
        }
        catch
        {
            vault.Gate.Leave();
            throw;
        }
    }

    /// <summary>Waits, inside the transaction just begun, until no other node writes. A file has no other node.</summary>
    protected virtual Task AwaitOtherNodesAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc cref="AwaitOtherNodesAsync"/>
    protected virtual void AwaitOtherNodes()
    {
    }

    private void BeforeSave()
    {
        (_tallies, _villages) = (null, null);
        _once.Clear();
        if (OutreachFollowing.Put(this, clock.Today))
        {
            ChangeTracker.DetectChanges();
        }
        RefuseOutsideScope();
        Sealing.Refresh(this);
        Versions.Raise(ChangeTracker);
        EntryDays.Put(ChangeTracker, clock.Today);
        Data.SearchKeys.Refresh(this, Hash);
        if (LogsEachChange)
        {
            ChangeLog.AddRange(ChangeLogWriter.EntriesFor(this, Actor, clock.UtcNow));
        }
    }

    // Whoever asks the tracker for its entries has it look through all it holds for changes; during a save once is enough.
    private readonly struct Looked : IDisposable
    {
        private readonly ChangeTracker _tracker;
        private readonly bool _usually;

        public Looked(ChangeTracker tracker)
        {
            tracker.DetectChanges();
            (_tracker, _usually) = (tracker, tracker.AutoDetectChangesEnabled);
            tracker.AutoDetectChangesEnabled = false;
        }

        public void Dispose() => _tracker.AutoDetectChangesEnabled = _usually;
    }

    // Reading is filtered; this is the same fence for writing, should a page ever hand in a record it never read. A wish belongs where its
    // person lives: one whose person was not read lies nowhere, and is refused.
    private void RefuseOutsideScope()
    {
        foreach (var entry in ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            var region = entry.Entity switch
            {
                Person person => person.RegionCode,
                Household household => household.RegionCode,
                CaseFile file => file.RegionCode,
                PaymentBatch batch => batch.RegionCode,
                // A lot of what contains the actor's place is theirs too.
                Batch lot => Region.Contains(lot.RegionCode, Actor.Region) ? Actor.Region : lot.RegionCode,
                SurveyEntry answer => answer.RegionCode,
                SurveyCheck check => check.RegionCode,
                JobWish wish => wish.Person?.RegionCode ?? Nowhere,
                Difference difference => difference.RegionCode,
                Clue clue => clue.RegionCode,
                OutreachTask task => task.RegionCode,
                Doubt doubt => doubt.RegionCode,
                RateNote note => note.RegionCode,
                _ => null,
            };
            if (region is not null && (!Actor.SeesPersons || !Region.Contains(Actor.Region, region)))
            {
                throw new OutsideScopeException();
            }
        }
    }
}

/// <summary>A write reached for a record outside the actor's region; nothing was saved.</summary>
public sealed class OutsideScopeException() : Exception("The record lies outside the actor's region.");
