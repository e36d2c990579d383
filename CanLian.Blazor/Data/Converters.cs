using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CanLian.Blazor.Data;

/// <summary>Times are UTC in the database, and known to be UTC when they come back.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(t => DateTime.SpecifyKind(t, DateTimeKind.Utc), t => DateTime.SpecifyKind(t, DateTimeKind.Utc));
