#pragma warning disable EF1001 // The provider has an option for this and keeps it to itself.
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;
using Npgsql.EntityFrameworkCore.PostgreSQL.Query.Internal;

namespace CanLian.Blazor.Data.Postgres;

/// <summary>Orders what has no value first on PostgreSQL, as SQLite and lists in memory do (空值排在前).</summary>
public sealed class NullsFirst(QuerySqlGeneratorDependencies dependencies, IRelationalTypeMappingSource types, INpgsqlSingletonOptions options) : IQuerySqlGeneratorFactory
{
    public QuerySqlGenerator Create() => new Generator(dependencies, types, options.PostgresVersion);

    private sealed class Generator(QuerySqlGeneratorDependencies dependencies, IRelationalTypeMappingSource types, Version postgres)
        : NpgsqlQuerySqlGenerator(dependencies, types, reverseNullOrderingEnabled: false, postgres)
    {
        // A column that always has a value is left as it is, or its index would not serve.
        protected override Expression VisitOrdering(OrderingExpression ordering)
        {
            var written = base.VisitOrdering(ordering);
            if (ordering.Expression is not ColumnExpression { IsNullable: false })
            {
                Sql.Append(ordering.IsAscending ? " NULLS FIRST" : " NULLS LAST");
            }
            return written;
        }
    }
}
