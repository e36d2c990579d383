using CanLian.Tests.Coverage;
using CanLian.Tests.Demo;

namespace CanLian.Tests.Data.OnPostgres;

// The rules as SQL of the other database, against the same plain words.

[OnPostgres]
public sealed class CoverageDeskOnPostgres(DemonstrationHost host) : CoverageDeskTests(host);

[OnPostgres]
public sealed class IndependentOnPostgres(IndependentTests.Fixture fixture, Demonstration demonstration) : IndependentTests(fixture, demonstration);

[OnPostgres]
public sealed class NewOnTheListOnPostgres : NewOnTheListTests;
