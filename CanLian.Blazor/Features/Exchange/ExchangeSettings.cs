namespace CanLian.Blazor.Features.Exchange;

/// <summary>Who hands over to whom (收发单位). Bureaus are merged and renamed, so both are settings and never code.</summary>
public sealed class ExchangeSettings(IConfiguration configuration)
{
    public string Sender => configuration["CanLian:Exchange:Sender"] ?? configuration["District:Name"] ?? "";

    public string Receiver => configuration["CanLian:Exchange:Receiver"] ?? "";
}
