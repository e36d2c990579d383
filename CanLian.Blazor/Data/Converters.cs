using CanLian.Domain.Common;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CanLian.Blazor.Data;

internal sealed class IdNumberConverter() : ValueConverter<IdNumber, string>(id => id.Value, text => IdNumber.Parse(text));

internal sealed class CertificateNumberConverter() : ValueConverter<CertificateNumber, string>(n => n.Value, text => CertificateNumber.Parse(text));

/// <summary>Times are UTC in the database, and known to be UTC when they come back.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(t => t, t => DateTime.SpecifyKind(t, DateTimeKind.Utc));
