using Microsoft.EntityFrameworkCore.Storage;

namespace CanLian.Blazor.Data;

/// <summary>A transaction of the one writer (写入事务): what is not committed when it is disposed of has not happened.</summary>
public sealed class WriteTransaction : IAsyncDisposable, IDisposable
{
    private readonly IDbContextTransaction _transaction;
    private readonly WriteGate _gate;

    internal WriteTransaction(IDbContextTransaction transaction, WriteGate gate) => (_transaction, _gate) = (transaction, gate);

    public void Commit() => _transaction.Commit();

    public Task CommitAsync(CancellationToken cancellation = default) => _transaction.CommitAsync(cancellation);

    public void Dispose()
    {
        try
        {
            _transaction.Dispose();
        }
        finally
        {
            _gate.Leave();
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _transaction.DisposeAsync();
        }
        finally
        {
            _gate.Leave();
        }
    }
}
