using CanLian.Blazor.Files;
using CanLian.Domain.Common;

namespace CanLian.Blazor.Features.Import;

/// <summary>
/// Persons on a public payroll (公职人员), as other offices send them: whoever is in the register is marked for the certificate check; of the others
/// nothing is kept.
/// </summary>
internal sealed class PayrollSheet() : SheetKind("公职人员", 5)
{
    public override IReadOnlyList<Column> Columns { get; } = [new("姓名", true), new("身份证号", true), new("单位")];

    public override string? KeyOf(Row row) => row.Key("身份证号");

    public override RowOutcome Apply(Row row, ImportRun run)
    {
        var person = row.Id() is { } id ? run.PersonWith(id) : null;
        if (person is not null && person.Name != row.Text("姓名"))
        {
            row.Refuse("姓名", new Text("身份证号是对的，名册里的姓名是“{0}”", person.Name));
        }
        if (row.Refusals.Count > 0 || person is null)
        {
            return RowOutcome.Unchanged;
        }
        run.Changes.PutValue<bool>("公职人员", person.PublicEmployee, true, v => person.PublicEmployee = v);
        return run.Changes.Outcome;
    }
}
