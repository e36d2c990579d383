using System.Text.Json;
using CanLian.Domain.Programmes;

namespace CanLian.Blazor.Features.Cases;

/// <summary>A case edit as the text of a draft, and back.</summary>
internal static class CaseDraft
{
    private sealed record Content(
        DateOnly AppliedOn, string? Kind, string? Result, decimal? Quantity, decimal? AmountYuan, string? FundingSource, Guid? OrganisationId, string Form);

    public static string Write(CaseEdit edit, Programme programme) => JsonSerializer.Serialize(new Content(
        edit.AppliedOn, edit.Kind, edit.Result, edit.Quantity, edit.AmountYuan, edit.FundingSource, edit.OrganisationId, programme.WriteForm(edit.Form)));

    public static CaseEdit Read(string text, Programme programme)
    {
        var content = JsonSerializer.Deserialize<Content>(text)!;
        return new CaseEdit
        {
            AppliedOn = content.AppliedOn,
            Kind = content.Kind,
            Result = content.Result,
            Quantity = content.Quantity,
            AmountYuan = content.AmountYuan,
            FundingSource = content.FundingSource,
            OrganisationId = content.OrganisationId,
            Form = programme.ReadForm(content.Form),
        };
    }
}
