using CanLian.Blazor.Files;
using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Blazor.Features.Import;

/// <summary>The register (人员): a person with certificate, guardian, household, hardships, allowances and account in one row.</summary>
internal sealed class PersonSheet() : SheetKind("人员", 2)
{
    private const string Source = "名册导入";

    private static readonly Dictionary<string, HardshipKind> _hardships = new()
    {
        ["低保"] = HardshipKind.MinimumLiving,
        ["低保边缘"] = HardshipKind.MinimumLivingEdge,
        ["特困"] = HardshipKind.ExtremePoverty,
        ["脱贫户"] = HardshipKind.LiftedOut,
    };

    private static readonly Dictionary<string, AllowanceKind> _allowances = new() { ["生活补贴"] = AllowanceKind.Living, ["护理补贴"] = AllowanceKind.Nursing };

    public override IReadOnlyList<Column> Columns { get; } =
    [
        new("姓名", true), new("身份证号", true), new("残疾人证号"), new("残疾类别"), new("残疾等级"), new("多重明细"), new("发证日期"), new("有效期至"),
        new("证件状态"), new("民族"), new("区划代码"), new("镇(街道)"), new("村(社区)"), new("地址"), new("户口性质"), new("联系电话"), new("监护人"), new("监护关系"),
        new("监护人电话"), new("户编号"), new("与户主关系"), .. _hardships.Keys.Select(k => new Column(k)), new("监测对象"),
        .. _allowances.Keys.Select(k => new Column(k)), new("公职人员"), new("就业状况"), new("就业意愿"), new("开户行"), new("银行账号"), new("开户人"),
    ];

    // A register comes again and again with little news: its rows are compared with copies, and only what differs is opened to be changed.
    public override bool Compares => true;

    public override string? KeyOf(Row row) => row.Key("身份证号");

    public override Task PrepareAsync(ImportRun run) => run.ReadTwinsAsync();

    public override async Task LoadAsync(ImportRun run, IReadOnlyList<Row> rows)
    {
        await run.LoadPersonsAsync(rows.Select(r => r.IdOrNull("身份证号")).OfType<IdNumber>(), copies: true);
        await run.LoadHouseholdsAsync(rows.Select(r => r.TextOrNull("户编号")).OfType<string>());
    }

    public override RowOutcome Apply(Row row, ImportRun run)
    {
        var (name, id, village) = (row.Text("姓名"), row.Id(), run.VillageOf(row));
        var card = CardRow.Read(row, id);
        var (registration, employment) = (row.OneOf<Registration>("户口性质"), row.OneOf<EmploymentState>("就业状况"));
        var publicEmployee = row.Flag("公职人员");
        var hardships = _hardships.Select(h => (Kind: h.Value, Holds: row.Flag(h.Key))).Where(h => h.Holds is not null).ToList();
        var allowances = _allowances.Select(a => (Kind: a.Value, Holds: row.Flag(a.Key))).Where(a => a.Holds is not null).ToList();
        var monitored = MonitoredKind(row);
        var (phone, account) = (Digits(row, "联系电话", NumberChecks.PhoneProblem), Digits(row, "银行账号", NumberChecks.AccountProblem));
        var guardianPhone = Digits(row, "监护人电话", NumberChecks.PhoneProblem);
        if (row.Refusals.Count > 0 || id is not { } number || village is null)
        {
            return RowOutcome.Unchanged;
        }

        var person = run.PersonWith(number);
        var isNew = person is null;
        var changes = run.Changes;
        changes.OfNew = isNew;
        person ??= new Person
        {
            Id = run.Keys.Next(),
            Name = name,
            IdNumber = number,
            RegionCode = village,
            Sex = number.Sex,
            BirthDate = number.BirthDate,
        };
        changes.Put("姓名", person.Name, name, v => person.Name = v);
        changes.Put("区划代码", person.RegionCode, village, v => person.RegionCode = v);
        changes.PutText("民族", person.Ethnicity, row.TextOrNull("民族"), v => person.Ethnicity = v);
        changes.PutText("地址", person.Address, row.TextOrNull("地址"), v => person.Address = v);
        changes.PutValue("户口性质", person.Registration, registration, v => person.Registration = v);
        changes.PutNumber("联系电话", person.Phone, phone, v => person.Phone = v);
        changes.PutValue("就业状况", person.Employment, employment, v => person.Employment = v);
        changes.PutText("就业意愿", person.EmploymentWish, row.TextOrNull("就业意愿"), v => person.EmploymentWish = v);
        changes.PutValue("公职人员", person.PublicEmployee, publicEmployee, v => person.PublicEmployee = v);
        PutGuardian(row, person, guardianPhone, changes);
        PutAccount(row, person, account, changes);
        PutHousehold(row, run, person, changes);
        card?.PutInto(person, run, changes);
        // A sheet has no day for these: they are taken to hold since the office first knew the person.
        var since = person.Certificate?.IssuedOn ?? person.BirthDate;
        foreach (var (kind, holds) in hardships)
        {
            PutHardship(person, kind, holds!.Value, since, run, changes);
        }
        // Who is monitored is the bureau's to say: once its list has named the household, the register's column adds nothing.
        if (row.Has("监测对象") && !person.Hardships.Exists(h => h.BureauNumber is not null))
        {
            foreach (var kind in Hardship.Monitored)
            {
                PutHardship(person, kind, kind == monitored, since, run, changes);
            }
        }
        foreach (var (kind, holds) in allowances)
        {
            PutAllowance(person, kind, holds!.Value, since, run, changes);
        }
        if (isNew)
        {
            run.AddPerson(person);
        }
        return isNew ? RowOutcome.Added : changes.Outcome;
    }

    private static HardshipKind? MonitoredKind(Row row) =>
        row.Text("监测对象") is "" or "否" or "无" ? null : row.OneOf("监测对象", [.. Hardship.Monitored.Select(k => k.Label())]) is { } word ? Labels.Parse<HardshipKind>(word) : null;

    private static string? Digits(Row row, string column, Func<string, Text?> problem)
    {
        var plain = HalfWidth.Compact(row.Text(column)).Replace("-", "", StringComparison.Ordinal);
        if (plain.Length == 0)
        {
            return null;
        }
        if (row.IsRounded(column))
        {
            row.Refuse(column, new Text("号码在数字格里，Excel 只留前 15 位：把这一列改成文本格式，重新填"));
            return null;
        }
        if (problem(plain) is { } wrong)
        {
            row.Refuse(column, wrong);
            return null;
        }
        return plain;
    }

    private static void PutGuardian(Row row, Person person, string? phone, Changes changes)
    {
        if (row.TextOrNull("监护人") is not { } name)
        {
            return;
        }
        if (person.Guardian is null)
        {
            person.Guardian = new Guardian { Name = name };
            changes.Mark("监护人", "", name);
        }
        changes.Put("监护人", person.Guardian.Name, name, v => person.Guardian.Name = v);
        changes.PutText("监护关系", person.Guardian.Relation, row.TextOrNull("监护关系"), v => person.Guardian.Relation = v);
        changes.PutNumber("监护人电话", person.Guardian.Phone, phone, v => person.Guardian.Phone = v);
    }

    private static void PutAccount(Row row, Person person, string? number, Changes changes)
    {
        if (number is null)
        {
            return;
        }
        if (person.Account is null)
        {
            person.Account = new BankAccount { Bank = row.Text("开户行"), Number = number, Holder = row.TextOrNull("开户人") ?? person.Name };
            changes.Mark("银行账号", "", "••••" + number[^2..]);
        }
        changes.PutNumber("银行账号", person.Account.Number, number, v => person.Account.Number = v);
        changes.PutText("开户行", person.Account.Bank, row.TextOrNull("开户行"), v => person.Account.Bank = v);
        changes.PutText("开户人", person.Account.Holder, row.TextOrNull("开户人"), v => person.Account.Holder = v);
    }

    private static void PutHousehold(Row row, ImportRun run, Person person, Changes changes)
    {
        var relation = row.TextOrNull("与户主关系");
        if (row.TextOrNull("户编号") is { } number)
        {
            var household = run.Households.GetValueOrDefault(number) ?? run.AddHousehold(number, person.RegionCode);
            if (relation is "户主" or "本人" && household.HeadName != person.Name)
            {
                run.NameHead(household, person.Name);
            }
            if (person.HouseholdId != household.Id)
            {
                person.HouseholdId = household.Id;
                changes.Mark("户编号", "", number);
            }
        }
        changes.PutText("与户主关系", person.RelationToHead, relation, v => person.RelationToHead = v);
    }

    private static void PutHardship(Person person, HardshipKind kind, bool holds, DateOnly since, ImportRun run, Changes changes)
    {
        var known = person.Hardships.Find(h => h.Kind == kind && h.To is null);
        if (holds && known is null)
        {
            var hardship = new Hardship { PersonId = person.Id, Kind = kind, From = person.Hardships.Exists(h => h.Kind == kind) ? run.Today : since, Source = Source };
            person.Hardships.Add(hardship);
            run.AddTo(person, hardship);
            changes.Mark(kind.Label(), "否", "是");
        }
        else if (!holds && known is not null)
        {
            known.To = run.Today;
            changes.Mark(kind.Label(), "是", "否");
        }
    }

    private static void PutAllowance(Person person, AllowanceKind kind, bool holds, DateOnly since, ImportRun run, Changes changes)
    {
        var known = person.Allowances.Find(a => a.Kind == kind && a.To is null);
        if (holds && known is null)
        {
            var allowance = new Allowance { PersonId = person.Id, Kind = kind, From = person.Allowances.Exists(a => a.Kind == kind) ? run.Today : since, Source = Source };
            person.Allowances.Add(allowance);
            run.AddTo(person, allowance);
            changes.Mark(kind.Label(), "否", "是");
        }
        else if (!holds && known is not null)
        {
            known.To = run.Today;
            changes.Mark(kind.Label(), "是", "否");
        }
    }
}
