using System.Text.RegularExpressions;
using CanLian.Blazor.Files;
using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Blazor.Features.Import;

/// <summary>What a row of the register says of the certificate (名册里的证件): the number leads, category and level must agree with it.</summary>
internal sealed partial record CardRow(
    CertificateNumber Number, IReadOnlyList<DisabilityComponent> Parts, DateOnly? IssuedOn, DateOnly? ExpiresOn, CertificateState? State)
{
    private static readonly string[] _states = ["有效", "冻结", "过期", "注销", "迁出"];

    /// <summary>Reads the card; null where the row has none, or refuses what is wrong with it.</summary>
    public static CardRow? Read(Row row, IdNumber? holder)
    {
        var number = row.Certificate();
        var (issued, expires) = (row.Date("发证日期"), row.Date("有效期至"));
        var state = row.OneOf("证件状态", _states);
        var (kind, grade) = (KindOf(row), GradeOf(row));
        var parts = PartsOf(row);
        if (number is not { } card || holder is not { } id)
        {
            return null;
        }
        if (card.DisagreementWith(id, kind ?? card.Kind, grade ?? card.Grade) is { } disagreement)
        {
            row.Refuse("残疾人证号", disagreement);
        }
        if (expires < issued)
        {
            row.Refuse("有效期至", new Text("有效期早于发证日期"));
        }
        return new CardRow(card, parts, issued, expires, state is null or "过期" ? null : Labels.Parse<CertificateState>(state));
    }

    public void PutInto(Person person, ImportRun run, Changes changes)
    {
        // A renewal keeps the number: of the cards that had it, the row speaks of the one in force.
        var known = person.Certificates.Find(c => c.Number == Number && c.Current) ?? person.Certificates.Find(c => c.Number == Number);
        if (known is null)
        {
            var issued = IssuedOn ?? ExpiresOn?.AddYears(-Certificate.ValidYears) ?? run.Today;
            known = new Certificate
            {
                Number = Number,
                Kind = Number.Kind,
                Grade = Number.Grade,
                Components = Parts,
                KindMask = Certificate.MaskOf(Number.Kind, Parts),
                IssuedOn = issued,
                ExpiresOn = ExpiresOn ?? issued.AddYears(Certificate.ValidYears),
                State = State ?? CertificateState.Valid,
                StateSince = issued,
                StateReason = State is null or CertificateState.Valid ? null : "名册导入",
                Reason = Number.ReissueCount > 0 ? IssueReason.Lost : IssueReason.First,
            };
            var former = person.Certificate?.Number.Masked ?? "";
            person.Issue(known);
            run.AddTo(person, known);
            changes.Mark("残疾人证号", former, Number.Masked);
            return;
        }
        changes.PutValue("发证日期", known.IssuedOn, IssuedOn, v => known.IssuedOn = v);
        changes.PutValue("有效期至", known.ExpiresOn, ExpiresOn, v => known.ExpiresOn = v);
        if (State is { } state && state != known.State)
        {
            changes.Mark("证件状态", known.State.Label(), state.Label());
            (known.State, known.StateSince, known.StateReason) = (state, run.Today, state == CertificateState.Valid ? null : "名册导入");
        }
        if (Parts.Count > 0 && !Parts.SequenceEqual(known.Components))
        {
            changes.Mark("多重明细", string.Join('+', known.Components), string.Join('+', Parts));
            (known.Components, known.KindMask) = (Parts, Certificate.MaskOf(known.Kind, Parts));
        }
    }

    private static DisabilityKind? KindOf(Row row)
    {
        if (row.TextOrNull("残疾类别") is not { } text)
        {
            return null;
        }
        if (Kind(text) is { } kind)
        {
            return kind;
        }
        row.Refuse("残疾类别", new Text("这里只能填：{0}", string.Join("、", Enum.GetValues<DisabilityKind>().Select(k => k.Name()))));
        return null;
    }

    private static DisabilityGrade? GradeOf(Row row)
    {
        if (row.TextOrNull("残疾等级") is not { } text)
        {
            return null;
        }
        if (Grade(text) is { } grade)
        {
            return grade;
        }
        row.Refuse("残疾等级", new Text("这里只能填：{0}", string.Join("、", Enum.GetValues<DisabilityGrade>().Select(g => g.Name()))));
        return null;
    }

    private static List<DisabilityComponent> PartsOf(Row row)
    {
        if (row.TextOrNull("多重明细") is not { } text || text is "否" or "无")
        {
            return [];
        }
        var parts = new List<DisabilityComponent>();
        foreach (var part in Separators().Split(HalfWidth.Compact(text)).Where(p => p.Length > 0))
        {
            if (part.Length >= 3 && Kind(part[..2]) is { } kind && Grade(part[2..]) is { } grade)
            {
                parts.Add(new DisabilityComponent(kind, grade));
            }
            else
            {
                row.Refuse("多重明细", new Text("看不懂“{0}”，写成 听力二级+言语一级 这样", part));
                return [];
            }
        }
        return parts;
    }

    private static readonly Dictionary<string, DisabilityKind> _kinds = Enum.GetValues<DisabilityKind>()
        .SelectMany(k => (string[])[k.Name(), k.Name() + "残疾"], (kind, name) => (kind, name)).DistinctBy(x => x.name).ToDictionary(x => x.name, x => x.kind);

    private static readonly Dictionary<string, DisabilityGrade> _grades = Enum.GetValues<DisabilityGrade>()
        .SelectMany(g => (string[])[g.Name().TrimEnd('级'), ((int)g).ToString(System.Globalization.CultureInfo.InvariantCulture)], (grade, name) => (grade, name))
        .DistinctBy(x => x.name).ToDictionary(x => x.name, x => x.grade);

    private static DisabilityKind? Kind(string text) => _kinds.TryGetValue(text, out var kind) ? kind : null;

    private static DisabilityGrade? Grade(string text) => _grades.TryGetValue(HalfWidth.Compact(text).TrimEnd('级'), out var grade) ? grade : null;

    [GeneratedRegex("[+,、;/]")]
    private static partial Regex Separators();
}
