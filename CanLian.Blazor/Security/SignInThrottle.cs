using System.Collections.Concurrent;

namespace CanLian.Blazor.Security;

/// <summary>
/// Slows guessing before it reaches the account (登录限速): from one address, one name has five tries and gets one back every five minutes. So an
/// outsider can lock a colleague's account once, not for ever, and a name nobody has is answered like one somebody has.
/// </summary>
public sealed class SignInThrottle(TimeProvider time)
{
    public const int Tries = 5;
    public static readonly TimeSpan Return = TimeSpan.FromMinutes(5);

    private const int MostKept = 10_000;
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>At most this many passwords are hashed at a time, so that a flood of sign-ins leaves open pages their processor.</summary>
    public SemaphoreSlim Hashing { get; } = new(Math.Max(1, Environment.ProcessorCount - 1));

    /// <summary>Takes a try; false when none is left. Give it back with <see cref="GiveBack"/> when the try was right.</summary>
    public bool TryTake(string address, string name)
    {
        if (_buckets.Count > MostKept)
        {
            foreach (var (key, bucket) in _buckets)
            {
                if (bucket.Left(time.GetUtcNow()) >= Tries)
                {
                    _buckets.TryRemove(key, out _);
                }
            }
        }

        return _buckets.GetOrAdd(Key(address, name), _ => new Bucket()).TryTake(time.GetUtcNow());
    }

    public bool HasTries(string address, string name) =>
        !_buckets.TryGetValue(Key(address, name), out var bucket) || bucket.Left(time.GetUtcNow()) >= 1;

    public void GiveBack(string address, string name) => _buckets.TryRemove(Key(address, name), out _);

    private static string Key(string address, string name) => address + " " + name;

    private sealed class Bucket
    {
        private readonly Lock _lock = new();
        private double _left = Tries;
        private DateTimeOffset _at = DateTimeOffset.MinValue;

        public double Left(DateTimeOffset now)
        {
            lock (_lock)
            {
                _left = Math.Min(Tries, _left + ((now - _at) / Return));
                _at = now;
                return _left;
            }
        }

        public bool TryTake(DateTimeOffset now)
        {
            lock (_lock)
            {
                if (Left(now) < 1)
                {
                    return false;
                }

                _left -= 1;
                return true;
            }
        }
    }
}
