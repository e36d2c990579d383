using Xunit;

namespace CanLian.Tests.Data.OnPostgres;

/// <summary>Marks a class of tests whose databases are PostgreSQL's (在 PostgreSQL 上再跑一遍): it inherits its tests from the one that runs them on SQLite.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnPostgresAttribute : Attribute
{
    /// <summary>Whether the test that runs, or the class whose fixture is made, is so marked.</summary>
    public static bool IsAsked => (TestContext.Current.TestClass as Xunit.v3.IXunitTestClass)?.Class.IsDefined(typeof(OnPostgresAttribute), inherit: false) == true;
}
