using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CanLian.Blazor.Data.Bulk;

/// <summary>
/// One prepared statement, run for each row (预编译语句). Values are bound by their place, in the forms in which the provider writes them; its own
/// commands look every parameter up by name again for each row, which costs more than the writing.
/// </summary>
internal sealed class PreparedRows : IRows
{
    private const int GuidLength = 36;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int _count;
    private byte[] _text = new byte[4_096];

    /// <summary>Prepares the statement; the connection must be open, and in a transaction if the rows are to be.</summary>
    /// <param name="connection">Where to.</param>
    /// <param name="table">The table.</param>
    /// <param name="names">Its columns, quoted, in the order of the values.</param>
    /// <param name="count">How many there are.</param>
    public PreparedRows(SqliteConnection connection, string table, string names, int count)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        _count = count;
        var places = string.Join(", ", Enumerable.Repeat('?', count));
        Check(raw.sqlite3_prepare_v2(_database, $"INSERT INTO \"{table}\" ({names}) VALUES ({places})", out _statement));
    }

    public void Add(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Check(Bind(i + 1, values[i]));
        }
        Step();
    }

    public void Add(PackedRows rows, int first, int count)
    {
        for (var row = first; row < first + count; row++)
        {
            var reader = rows.Read(row);
            for (var place = 1; place <= _count; place++)
            {
                Check(Bind(place, reader.Next(), ref reader));
            }
            Step();
        }
    }

    public void Finish()
    {
    }

    public void Dispose() => _statement.Dispose();

    private int Bind(int place, object? value) => value switch
    {
        null or DBNull => raw.sqlite3_bind_null(_statement, place),
        string text => Text(place, text),
        Guid key => Text(place, key),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
        bool yes => raw.sqlite3_bind_int(_statement, place, yes ? 1 : 0),
        int or long or short or byte => raw.sqlite3_bind_int64(_statement, place, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        double number => raw.sqlite3_bind_double(_statement, place, number),
        DateOnly day => Formatted(place, day, "yyyy-MM-dd"),
        DateTime time => Formatted(place, time, "yyyy-MM-dd HH:mm:ss.FFFFFFF"),
        decimal amount => Formatted(place, amount, "0.0###########################"),
        _ => throw new NotSupportedException($"A {value.GetType().Name} is not written in bulk."),
    };

    private int Bind(int place, PackedRows.Kind kind, ref PackedRows.Reader reader) => kind switch
    {
        PackedRows.Kind.Null => raw.sqlite3_bind_null(_statement, place),
        PackedRows.Kind.Text when reader.Bytes.Length > 0 => raw.sqlite3_bind_text(_statement, place, reader.Bytes),
        PackedRows.Kind.Blob when reader.Bytes.Length > 0 => raw.sqlite3_bind_blob(_statement, place, reader.Bytes),
        PackedRows.Kind.Text => raw.sqlite3_bind_text(_statement, place, ""),
        PackedRows.Kind.Blob => raw.sqlite3_bind_zeroblob(_statement, place, 0),
        PackedRows.Kind.Guid => Text(place, new Guid(reader.Bytes)),
        PackedRows.Kind.Yes => raw.sqlite3_bind_int(_statement, place, 1),
        PackedRows.Kind.No => raw.sqlite3_bind_int(_statement, place, 0),
        PackedRows.Kind.Whole or PackedRows.Kind.Long => raw.sqlite3_bind_int64(_statement, place, reader.Number),
        PackedRows.Kind.Real => raw.sqlite3_bind_double(_statement, place, BinaryPrimitives.ReadDoubleLittleEndian(reader.Bytes)),
        PackedRows.Kind.Day => Formatted(place, DateOnly.FromDayNumber((int)reader.Number), "yyyy-MM-dd"),
        PackedRows.Kind.Time => Formatted(place, DateTime.FromBinary(reader.Number), "yyyy-MM-dd HH:mm:ss.FFFFFFF"),
        _ => Formatted(place, new decimal(MemoryMarshal.Cast<byte, int>(reader.Bytes)), "0.0###########################"),
    };

    private void Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }
        Check(raw.sqlite3_reset(_statement));
    }

    private int Text(int place, string text)
    {
        if (text.Length == 0)
        {
            // An empty span would be taken for NULL.
            return raw.sqlite3_bind_text(_statement, place, "");
        }
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > _text.Length)
        {
            _text = new byte[most];
        }
        return raw.sqlite3_bind_text(_statement, place, _text.AsSpan(0, Encoding.UTF8.GetBytes(text, _text)));
    }

    // The provider writes keys with capitals.
    private int Text(int place, Guid key)
    {
        Span<byte> text = stackalloc byte[GuidLength];
        key.TryFormat(text, out _);
        Ascii.ToUpperInPlace(text, out _);
        return raw.sqlite3_bind_text(_statement, place, text);
    }

    private int Formatted<T>(int place, T value, string format) where T : IUtf8SpanFormattable
    {
        Span<byte> text = stackalloc byte[64];
        value.TryFormat(text, out var length, format, CultureInfo.InvariantCulture);
        return raw.sqlite3_bind_text(_statement, place, text[..length]);
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }
    }
}
