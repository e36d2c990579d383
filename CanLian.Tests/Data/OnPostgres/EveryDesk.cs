using CanLian.Tests.Cases;
using CanLian.Tests.Dashboard;
using CanLian.Tests.Data.Keys;
using CanLian.Tests.Data.Upkeep;
using CanLian.Tests.Demo;
using CanLian.Tests.Doubts;
using CanLian.Tests.Duplicates;
using CanLian.Tests.Employment;
using CanLian.Tests.Exchange;
using CanLian.Tests.Figures;
using CanLian.Tests.Import;
using CanLian.Tests.Jobs;
using CanLian.Tests.Late;
using CanLian.Tests.Organisations;
using CanLian.Tests.People;
using CanLian.Tests.Plans;
using CanLian.Tests.Programmes;
using CanLian.Tests.Publicity;
using CanLian.Tests.Reconciliation;
using CanLian.Tests.Security;
using CanLian.Tests.Surveys;
using Xunit;

namespace CanLian.Tests.Data.OnPostgres;

// Which tests run on PostgreSQL as well as on SQLite: those that ask the database something.

[OnPostgres]
public sealed class AccountDeskOnPostgres : AccountDeskTests;

[OnPostgres]
public sealed class BuildOnceOnPostgres : BuildOnceTests;

[OnPostgres]
public sealed class CaseDeskOnPostgres : CaseDeskTests;

[OnPostgres]
public sealed class CaseModelOnPostgres : CaseModelTests;

[OnPostgres]
public sealed class CertificateAuditOnPostgres : CertificateAuditTests;

[OnPostgres]
public sealed class ChangeChainOnPostgres : ChangeChainTests;

[OnPostgres]
public sealed class DashboardOnPostgres(Demonstration demonstration) : DashboardTests(demonstration);

[OnPostgres]
public sealed class DeliveryOnPostgres : DeliveryTests;

[OnPostgres]
public sealed class DemonstrationFigureOnPostgres(Demonstration demonstration) : DemonstrationFigureTests(demonstration);

[OnPostgres]
public sealed class DemonstrationRegisterOnPostgres(Demonstration demonstration) : DemonstrationRegisterTests(demonstration);

[OnPostgres]
public sealed class DifferenceOnPostgres : DifferenceTests;

[OnPostgres]
public sealed class DoubtOnPostgres : DoubtTests;

[OnPostgres]
public sealed class DoubtRuleOnPostgres : DoubtRuleTests;

[OnPostgres]
public sealed class DuplicateOnPostgres : DuplicateTests;

[OnPostgres]
public sealed class EducationOnPostgres : EducationTests;

[OnPostgres]
public sealed class EmploymentDeskOnPostgres : EmploymentDeskTests;

[OnPostgres]
public sealed class FigureChangeOnPostgres : FigureChangeTests;

[OnPostgres]
public sealed class FigureQueriesOnPostgres(Demonstration demonstration) : FigureQueriesTests(demonstration);

[OnPostgres]
public sealed class FirstRunOnPostgres : FirstRunTests;

[OnPostgres]
public sealed class HomeCareOnPostgres : HomeCareTests;

[OnPostgres]
public sealed class HomeModificationFigureOnPostgres : HomeModificationFigureTests;

[OnPostgres]
public sealed class ImportOnPostgres : ImportTests;

[OnPostgres]
public sealed class InquiryOnPostgres : InquiryTests;

[OnPostgres]
public sealed class InspectionOnPostgres : InspectionTests;

[OnPostgres]
public sealed class KeyRingOnPostgres : KeyRingTests;

[OnPostgres]
public sealed class KillOnPostgres(ITestOutputHelper output) : KillTests(output);

[OnPostgres]
public sealed class LateOnPostgres : LateTests;

[OnPostgres]
public sealed class LedgerOnPostgres : LedgerTests;

[OnPostgres]
public sealed class MedicationRulesOnPostgres : MedicationRulesTests;

[OnPostgres]
public sealed class MigrationOnPostgres : MigrationTests;

[OnPostgres]
public sealed class MonthlyExchangeOnPostgres : MonthlyExchangeTests;

[OnPostgres]
public sealed class NoticeOnPostgres : NoticeTests;

[OnPostgres]
public sealed class OrganisationOnPostgres : OrganisationTests;

[OnPostgres]
public sealed class OtherProgramsOnPostgres : OtherProgramsTests;

[OnPostgres]
public sealed class PackageOnPostgres : PackageTests;

[OnPostgres]
public sealed class PaymentDeskOnPostgres : PaymentDeskTests;

[OnPostgres]
public sealed class PeopleListOnPostgres : PeopleListTests;

[OnPostgres]
public sealed class PersonFileOnPostgres : PersonFileTests;

[OnPostgres]
public sealed class PersonRecordsOnPostgres : PersonRecordsTests;

[OnPostgres]
public sealed class PersonRegisterOnPostgres : PersonRegisterTests;

[OnPostgres]
public sealed class PersonSearchOnPostgres : PersonSearchTests;

[OnPostgres]
public sealed class PlanDeskOnPostgres : PlanDeskTests;

[OnPostgres]
public sealed class PublicityOnPostgres : PublicityTests;

[OnPostgres]
public sealed class RatesDeskOnPostgres : RatesDeskTests;

[OnPostgres]
public sealed class ReceiveOnPostgres : ReceiveTests;

[OnPostgres]
public sealed class SurveyCheckOnPostgres : SurveyCheckTests;

[OnPostgres]
public sealed class RegionScopeOnPostgres : RegionScopeTests;

[OnPostgres]
public sealed class RevealOnPostgres : RevealTests;

[OnPostgres]
public sealed class SameDefinitionOnPostgres(SameDefinitionTests.Fixture fixture) : SameDefinitionTests(fixture);

[OnPostgres]
public sealed class SurveyDeskOnPostgres : SurveyDeskTests;

[OnPostgres]
public sealed class SurveyWorkbookOnPostgres : SurveyWorkbookTests;

[OnPostgres]
public sealed class TrailOnPostgres : TrailTests;

[OnPostgres]
public sealed class TrainingOnPostgres : TrainingTests;

[OnPostgres]
public sealed class UndoOnPostgres : UndoTests;
