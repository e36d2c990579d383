using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Accounts;
using CanLian.Blazor.Features.Cases;
using CanLian.Blazor.Features.Cases.Notices;
using CanLian.Blazor.Features.Cases.Payments;
using CanLian.Blazor.Features.Cases.Print;
using CanLian.Blazor.Features.Coverage;
using CanLian.Blazor.Features.Dashboard;
using CanLian.Blazor.Features.Doubts;
using CanLian.Blazor.Features.Duplicates;
using CanLian.Blazor.Features.Employment;
using CanLian.Blazor.Features.Exchange;
using CanLian.Blazor.Features.Exports;
using CanLian.Blazor.Features.Figures;
using CanLian.Blazor.Features.Import;
using CanLian.Blazor.Features.Late;
using CanLian.Blazor.Features.Organisations;
using CanLian.Blazor.Features.People;
using CanLian.Blazor.Features.Plans;
using CanLian.Blazor.Features.Publicity;
using CanLian.Blazor.Features.Reconciliation;
using CanLian.Blazor.Features.Reports;
using CanLian.Blazor.Features.Surveys;
using CanLian.Blazor.Features.Upkeep;
using CanLian.Blazor.Files;
using CanLian.Blazor.Ui;

namespace CanLian.Blazor.Features;

/// <summary>The desks (writes) and queries (reads) of every feature; each opens its own short context, so all are singletons.</summary>
internal static class Services
{
    public static IServiceCollection AddFeatures(this IServiceCollection services) => services
        .AddHostedService<NodeUpdates>()
        .AddSingleton<DuplicateDesk>()
        .AddSingleton<DuplicateQueries>()
        .AddSingleton<ImportDesk>()
        .AddSingleton<ImportOffice>()
        .AddSingleton<ImportQueries>()
        .AddSingleton<ImportUndo>()
        .AddSingleton<RefusedWorkbook>()
        .AddSingleton<AccountDesk>()
        .AddSingleton<AccountQueries>()
        .AddSingleton<HealthQueries>()
        .AddSingleton<NightlyBackup>()
        .AddSingleton<ChangeQueries>()
        .AddSingleton<PasswordDesk>()
        .AddSingleton<SetUpDesk>()
        .AddSingleton<AttachmentStore>()
        .AddSingleton<ExchangeSettings>()
        .AddSingleton<ExchangeDesk>()
        .AddSingleton<ExchangeQueries>()
        .AddSingleton<AgreementDesk>()
        .AddSingleton<DeliveryDesk>()
        .AddSingleton<Inbox>()
        .AddSingleton<PackageReviews>()
        .AddSingleton<ExchangeWatch>()
        .AddHostedService(provider => provider.GetRequiredService<ExchangeWatch>())
        .AddSingleton<DemonstrationLists>()
        .AddSingleton(provider => provider.GetRequiredService<DemonstrationLists>().Part)
        .AddSingleton<DemonstrationMonths>()
        .AddSingleton(provider => provider.GetRequiredService<DemonstrationMonths>().Part)
        .AddSingleton<DemonstrationDoubts>()
        .AddSingleton(provider => provider.GetRequiredService<DemonstrationDoubts>().Part)
        .AddSingleton<ReceiveDesk>()
        .AddSingleton<DifferenceDesk>()
        .AddSingleton<ReconciliationQueries>()
        .AddSingleton<MatrixQueries>()
        .AddSingleton<MatrixDesk>()
        .AddSingleton<OrganisationDesk>()
        .AddSingleton<OrganisationQueries>()
        .AddSingleton<InspectionDesk>()
        .AddSingleton<Takeout, InspectionTakeout>()
        .AddSingleton<CaseFactsLoader>()
        .AddSingleton<CaseDesk>()
        .AddSingleton<CaseRecordsDesk>()
        .AddSingleton<AttachmentDesk>()
        .AddSingleton<DraftDesk>()
        .AddSingleton<BatchDesk>()
        .AddSingleton<CaseQueries>()
        .AddSingleton<WorkQueries>()
        .AddSingleton<OutreachDesk>()
        .AddSingleton<OwnedDifferences>()
        .AddSingleton<FigureQueries>()
        .AddSingleton<FigurePageQueries>()
        .AddSingleton<FigureExport>()
        .AddSingleton<InquiryQueries>()
        .AddSingleton<InquiryDesk>()
        .AddSingleton<Takeout, InquiryTakeout>()
        .AddSingleton<ReportQueries>()
        .AddSingleton<ReportDesk>()
        .AddSingleton<ClosingDesk>()
        .AddSingleton<DashboardQueries>()
        .AddSingleton<ProgrammeQueries>()
        .AddSingleton<RateNoteDesk>()
        .AddSingleton<CoverageQueries>()
        .AddSingleton<CoverageDesk>()
        .AddSingleton<TaskQueries>()
        .AddSingleton<Takeout, CoverageTakeout>()
        .AddSingleton<PlanDesk>()
        .AddSingleton<RatesDesk>()
        .AddSingleton<PlanQueries>()
        .AddSingleton<SurveyDesk>()
        .AddSingleton<SurveyQueries>()
        .AddSingleton<SurveyCheckDesk>()
        .AddSingleton<SurveyCheckQueries>()
        .AddSingleton<SurveyWorkbookDesk>()
        .AddSingleton<JobWishDesk>()
        .AddSingleton<VacancyDesk>()
        .AddSingleton<ReferralDesk>()
        .AddSingleton<EmploymentQueries>()
        .AddSingleton<PublicityDesk>()
        .AddSingleton<PublicityQueries>()
        .AddSingleton<NoticeQueries>()
        .AddSingleton<VisitQueries>()
        .AddSingleton<PaymentDesk>()
        .AddSingleton<BankReturnDesk>()
        .AddSingleton<RecoveryDesk>()
        .AddSingleton<PaymentQueries>()
        .AddSingleton<ReconcileQueries>()
        .AddSingleton<NightlyDoubts>()
        .AddSingleton<DoubtDesk>()
        .AddSingleton<DoubtQueries>()
        .AddSingleton<Takeout, DoubtTakeout>()
        .AddSingleton<LateQueries>()
        .AddSingleton<Takeout, LateTakeout>()
        .AddSingleton<Takeout, BankTakeout>()
        .AddSingleton<Takeout, PaymentsTakeout>()
        .AddSingleton<ExportDesk>()
        .AddSingleton<ExportQueries>()
        .AddSingleton<Takeout, PeopleTakeout>()
        .AddSingleton<Takeout, CaseTakeout>()
        .AddSingleton<Takeout, WorkTakeout>()
        .AddSingleton<Takeout, BatchTakeout>()
        .AddSingleton<Takeout, OrganisationTakeout>()
        .AddSingleton<Takeout, PlanTakeout>()
        .AddSingleton<Takeout, PublicityTakeout>()
        .AddSingleton<Takeout, WishTakeout>()
        .AddSingleton<Takeout, VacancyTakeout>()
        .AddSingleton<Takeout, SurveyTakeout>()
        .AddSingleton<Takeout, TrailTakeout>()
        .AddSingleton<RegionQueries>()
        .AddSingleton<PersonSearch>()
        .AddSingleton<PeopleQueries>()
        .AddSingleton<PersonQueries>()
        .AddSingleton<PersonDesk>()
        .AddSingleton<PersonRecordsDesk>()
        .AddSingleton<PersonRegister>()
        .AddScoped<PeopleFinder>()
        .AddScoped<SearchAnswers>(provider => provider.GetRequiredService<PeopleFinder>().FindAsync)
        .AddScoped<PersonAnswers>(provider => provider.GetRequiredService<PeopleFinder>().ChooseAsync);
}
