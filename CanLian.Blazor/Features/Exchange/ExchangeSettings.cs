using CanLian.Blazor.Data;

namespace CanLian.Blazor.Features.Exchange;

/// <summary>Who hands over to whom (收发单位). Bureaus are merged and renamed, so both are settings and never code.</summary>
public sealed class ExchangeSettings(IConfiguration configuration, District district)
{
    public string Sender => configuration["CanLian:Exchange:Sender"] ?? district.Federation;

    public string Receiver => configuration["CanLian:Exchange:Receiver"] ?? "";
}
