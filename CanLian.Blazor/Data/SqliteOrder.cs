using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CanLian.Blazor.Data;

/// <summary>
/// Has SQLite read a long list in the order of its index (按序读取). Left to itself it takes the index of regions or stages and sorts all that a district holds for
/// fifteen rows; a plus before the column keeps it from that. Of a short list it is the other way round: it would look through a province in the order of its cases
/// for those of a town.
/// </summary>
internal sealed partial class SqliteOrder : DbCommandInterceptor
{
    public const string ByOrder = "in the order of the list";
    public const string ByPlace = "by what narrows the list";

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Mend(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Mend(command);
        return ValueTask.FromResult(result);
    }

    private static void Mend(DbCommand command)
    {
        if (command.CommandText.StartsWith("-- " + ByOrder, StringComparison.Ordinal))
        {
            command.CommandText = Narrowing().Replace(command.CommandText, "+$0");
        }
        else if (command.CommandText.StartsWith("-- " + ByPlace, StringComparison.Ordinal))
        {
            command.CommandText = Ordering().Replace(command.CommandText, "+$0");
        }
    }

    [GeneratedRegex("""
        "\w+"\.("RegionCode" [<>]=|"Stage" =)
        """)]
    private static partial Regex Narrowing();

    [GeneratedRegex("""
        "\w+"\."DueOn" IS|(?<=ORDER BY .*)"\w+"\."(DueOn|Number)"
        """, RegexOptions.Singleline)]
    private static partial Regex Ordering();
}
