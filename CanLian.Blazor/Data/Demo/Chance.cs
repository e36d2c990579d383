using System.Globalization;

namespace CanLian.Blazor.Data.Demo;

/// <summary>Draws that come out the same on every machine, so that two demonstrations show the same people.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);
    private int _ids;

    public int Below(int limit) => _random.Next(limit);

    public int Between(int low, int high) => _random.Next(low, high + 1);

    public bool Percent(int percent) => _random.Next(100) < percent;

    public T Of<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    public T Weighted<T>(IReadOnlyList<(T Value, int Weight)> list)
    {
        var left = _random.Next(list.Sum(x => x.Weight));
        foreach (var (value, weight) in list)
        {
            left -= weight;
            if (left < 0)
            {
                return value;
            }
        }
        throw new InvalidOperationException("The weights are used up.");
    }

    /// <summary>A day between two, both included.</summary>
    public DateOnly Day(DateOnly from, DateOnly to) => from.AddDays(_random.Next(to.DayNumber - from.DayNumber + 1));

    public string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => _random.Next(10).ToString(CultureInfo.InvariantCulture)));

    /// <summary>Ids in rising order, which indexes take fastest.</summary>
    public Guid NextId()
    {
        var rest = new byte[8];
        _random.NextBytes(rest);
        return new Guid(0x02023000 + (_ids >> 16), (short)_ids++, (short)(0x7000 | _random.Next(0x1000)), [(byte)(0x80 | (rest[0] & 0x3F)), .. rest[1..]]);
    }

    public List<T> Shuffled<T>(IEnumerable<T> items)
    {
        var list = items.ToArray();
        _random.Shuffle(list);
        return [.. list];
    }
}
