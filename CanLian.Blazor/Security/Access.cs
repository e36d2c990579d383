using CanLian.Domain.Common;
using Microsoft.AspNetCore.Authorization;

namespace CanLian.Blazor.Security;

/// <summary>
/// Who may open what (访问权限): the one table from which policies and the menu are drawn. A page names its policy
/// (<c>@attribute [Authorize(Policy = Access.SeesPersons)]</c>); what a person does on it, the desks ask again. Where somebody may do it
/// is the region, kept by the database.
/// </summary>
public static class Access
{
    /// <summary>Whoever is signed in, once the password is their own.</summary>
    public const string SignedIn = nameof(SignedIn);

    /// <summary>The page of one's own password, also with a password given out by somebody else.</summary>
    public const string ChangesOwnPassword = nameof(ChangesOwnPassword);

    /// <summary>The register, persons and cases.</summary>
    public const string SeesPersons = nameof(SeesPersons);

    /// <summary>Enters and edits persons, opens cases.</summary>
    public const string EditsPersons = nameof(EditsPersons);

    /// <summary>Moves cases on; the steps say who may take which.</summary>
    public const string WritesCases = nameof(WritesCases);

    /// <summary>What the programmes are: steps, rules, documents.</summary>
    public const string SeesProgrammes = nameof(SeesProgrammes);

    /// <summary>Figures and the records behind them.</summary>
    public const string SeesFigures = nameof(SeesFigures);

    /// <summary>The annual summary.</summary>
    public const string SeesReport = nameof(SeesReport);

    /// <summary>Institutions, contractors, homes and stations.</summary>
    public const string SeesOrganisations = nameof(SeesOrganisations);

    /// <summary>Targets, tariffs and policy settings.</summary>
    public const string SeesPlans = nameof(SeesPlans);

    /// <summary>Changes targets, tariffs and policy settings.</summary>
    public const string ManagesPlans = nameof(ManagesPlans);

    /// <summary>Takes numbers of persons out unmasked, with a purpose.</summary>
    public const string TakesNumbersOut = nameof(TakesNumbersOut);

    /// <summary>The monthly packages for the bureau.</summary>
    public const string Exchange = nameof(Exchange);

    /// <summary>Payment batches and funds.</summary>
    public const string Finance = nameof(Finance);

    /// <summary>Takes in whole workbooks, and decides about persons who stand in the register twice.</summary>
    public const string Imports = nameof(Imports);

    /// <summary>Accounts and the timetable of jobs.</summary>
    public const string Administers = nameof(Administers);

    /// <summary>Change log and disclosures.</summary>
    public const string ReadsTrail = nameof(ReadsTrail);

    private static readonly Role[] _caseTeam =
        [Role.VillageWorker, Role.TownOfficer, Role.DistrictOfficer, Role.Supervisor, Role.Finance, Role.Auditor];

    /// <summary>The roles each policy lets in.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Role>> Table { get; } = new Dictionary<string, IReadOnlyList<Role>>
    {
        [SignedIn] = Enum.GetValues<Role>(),
        [ChangesOwnPassword] = Enum.GetValues<Role>(),
        [SeesPersons] = _caseTeam,
        [EditsPersons] = [Role.VillageWorker, Role.TownOfficer, Role.DistrictOfficer],
        [WritesCases] = [Role.VillageWorker, Role.TownOfficer, Role.DistrictOfficer, Role.Supervisor, Role.Finance],
        [SeesProgrammes] = [.. _caseTeam, Role.Administrator],
        [SeesFigures] = _caseTeam,
        [SeesReport] = [Role.TownOfficer, Role.DistrictOfficer, Role.Supervisor, Role.Finance, Role.Auditor],
        [SeesOrganisations] = [Role.TownOfficer, Role.DistrictOfficer, Role.Supervisor, Role.Finance, Role.Auditor],
        [SeesPlans] = [Role.DistrictOfficer, Role.Supervisor, Role.Finance, Role.Auditor, Role.Administrator],
        [ManagesPlans] = [Role.Supervisor, Role.Administrator],
        [TakesNumbersOut] = [Role.TownOfficer, Role.DistrictOfficer, Role.Supervisor, Role.Finance, Role.Auditor],
        [Exchange] = [Role.DistrictOfficer, Role.Supervisor, Role.ExchangeClerk, Role.Auditor],
        [Finance] = [Role.Supervisor, Role.Finance, Role.Auditor],
        [Imports] = [Role.DistrictOfficer, Role.Supervisor],
        [Administers] = [Role.Administrator],
        [ReadsTrail] = [Role.Auditor, Role.Administrator],
    };

    public static bool Allows(Role role, string policy) => Table[policy].Contains(role);

    /// <summary>Makes the table the policies of the application; what names none is closed to anonymous visitors.</summary>
    public static void AddPolicies(AuthorizationOptions options)
    {
        foreach (var (policy, _) in Table)
        {
            options.AddPolicy(policy, builder => builder.RequireAuthenticatedUser().RequireAssertion(context =>
                ActorClaims.ActorOf(context.User) is { } actor && Allows(actor.Role, policy)
                && (policy == ChangesOwnPassword || !ActorClaims.MustChangePassword(context.User))));
        }

        options.DefaultPolicy = options.GetPolicy(SignedIn)!;
        options.FallbackPolicy = options.DefaultPolicy;
    }
}
