using System.Globalization;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Data.Demo;

/// <summary>
/// Numbers that look right and are nobody's (编号): the area 340699 was never assigned, no carrier gives out mobile numbers that begin with 154,
/// and no bank cards begin with 699999.
/// </summary>
internal sealed class Numbers(Chance chance)
{
    private const string CheckDigits = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private readonly HashSet<string> _taken = [];

    public IdNumber NextId(DateOnly birth, Sex sex)
    {
        while (true)
        {
            var sequence = (chance.Below(500) * 2) + (sex == Sex.Male ? 1 : 0);
            var body = string.Create(CultureInfo.InvariantCulture, $"{Places.District}{birth:yyyyMMdd}{sequence:000}");
            var id = body + CheckDigits[Weights.Select((w, i) => w * (body[i] - '0')).Sum() % 11];
            if (_taken.Add(id))
            {
                return IdNumber.Parse(id);
            }
        }
    }

    /// <summary>A number given beforehand; nobody else may draw it.</summary>
    public IdNumber Take(string id)
    {
        _taken.Add(id);
        return IdNumber.Parse(id);
    }

    public string NextPhone() => "154" + chance.Digits(8);

    public string NextAccount() => "699999" + chance.Digits(13);
}
