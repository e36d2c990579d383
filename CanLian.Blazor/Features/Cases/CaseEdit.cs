using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Programmes;

namespace CanLian.Blazor.Features.Cases;

/// <summary>What a person may edit on a case: the common columns its programme uses, and the programme's form.</summary>
public sealed class CaseEdit
{
    public DateOnly AppliedOn { get; set; }
    public string? Kind { get; set; }
    public string? Result { get; set; }
    public decimal? Quantity { get; set; }
    public decimal? AmountYuan { get; set; }
    public string? FundingSource { get; set; }
    public Guid? OrganisationId { get; set; }
    public required CaseForm Form { get; set; }

    public static CaseEdit Of(CaseFile file, Programme programme) => new()
    {
        AppliedOn = file.AppliedOn,
        Kind = file.Kind,
        Result = file.Result,
        Quantity = file.Quantity,
        AmountYuan = file.Amount?.Yuan,
        FundingSource = file.FundingSource,
        OrganisationId = file.OrganisationId,
        Form = programme.ReadForm(file.Form),
    };

    public CaseEdit Copy(Programme programme) => new()
    {
        AppliedOn = AppliedOn,
        Kind = Kind,
        Result = Result,
        Quantity = Quantity,
        AmountYuan = AmountYuan,
        FundingSource = FundingSource,
        OrganisationId = OrganisationId,
        Form = programme.ReadForm(programme.WriteForm(Form)),
    };

    public void ApplyTo(CaseFile file, Programme programme)
    {
        file.AppliedOn = AppliedOn;
        file.Kind = Kind;
        file.Result = Result;
        file.Quantity = Quantity;
        file.AmountFen = AmountYuan is { } yuan ? Money.OfYuan(yuan).Fen : null;
        file.FundingSource = FundingSource;
        file.OrganisationId = OrganisationId;
        file.Form = programme.WriteForm(Form);
    }
}
