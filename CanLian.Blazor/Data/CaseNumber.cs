using System.Globalization;
using CanLian.Domain.Programmes;

namespace CanLian.Blazor.Data;

/// <summary>Case numbers (案号): 年度-简称-四位序号.</summary>
public static class CaseNumber
{
    public static string Of(int year, Programme programme, int sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{year}-{programme.ShortName}-{sequence:0000}");
}
