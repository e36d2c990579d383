using CanLian.Blazor.Data;
using CanLian.Blazor.Features.Cases;
using CanLian.Blazor.Features.Figures;
using CanLian.Blazor.Ui;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using CanLian.Domain.Plans;
using CanLian.Domain.Programmes;
using CanLian.Domain.Programmes.CertificateAudit;
using CanLian.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CanLian.Tests.Programmes;

/// <summary>A public employee's certificate is checked, the holder heard, one disposal decided by two people and carried out.</summary>
public class CertificateAuditTests
{
    private static readonly CertificateAuditProgramme Programme = new();
    private readonly CaseWalk<CertificateAuditForm> _walk = new(Programme, Employee(), new DateOnly(2023, 3, 6));

    private CertificateAuditForm Form => _walk.Form;
    private CaseFile File => _walk.Case;

    [Fact]
    public void A_holder_is_verified_checked_and_disposed_of_exactly_once()
    {
        _walk.TakeOnceSupplied("I1", Role.DistrictOfficer, "待核实",
            new Supply("申请表还有 2 处没填或不对：单位、核查来源", () => (Form.Employer, Form.Source) = ("区水务局", MatchSource.Comparison)));
        _walk.TakeOnceSupplied("I2", Role.DistrictOfficer, "待核查",
            new("填通知日期", () => _walk.Answer("notified_on", _walk.Today)),
            new("选通知方式", () => _walk.Answer("notified_way", "书面")),
            new("先确认是同一人", () => Form.SamePerson = true));
        _walk.TakeOnceSupplied("I4", Role.DistrictOfficer, "待定处置",
            new("申请表还有 1 处没填或不对：核查日期", () => Form.CheckedOn = _walk.Today),
            new("上传核查表", () => _walk.File("核查表")),
            new("选一种核查方式", () => Form.Way = CheckWay.HomeCheck),
            new("入户核查要两个人，写两位核查人", () => Form.CheckedBy = "李明、张敏") { Next = true });
        _walk.TakeOnceSupplied("I5", Role.DistrictOfficer, "待批准",
            new("申请表还有 1 处没填或不对：处置理由", () => Form.Grounds = "证件与本人一致"),
            new("选处置结果", () => File.Result = CertificateAuditProgramme.Cancelled),
            new("上传处置意见", () => _walk.File("处置意见")));
        _walk.TakeOnceSupplied("I6", Role.Supervisor, "处置中", new Supply("申请表还有 1 处没填或不对：本人申述", () => Form.Hearing = Hearing.Waived));
        _walk.TakeOnceSupplied("I7", Role.DistrictOfficer, "已完成",
            new Supply("注销手续还没办完，先办“残疾人证办理”里的注销", () => _walk.Person.Certificate!.State = CertificateState.Cancelled));
    }

    [Fact]
    public void Who_is_not_on_the_payroll_or_holds_no_card_is_not_audited()
    {
        var person = CaseWalk.Someone();
        var context = new RuleContext(2023, new(2023, 3, 6), new PolicyValues("certificate_audit", [], new(2023, 3, 6)));
        Assert.Equal(["不在公职人员名单上", "未持残疾人证"], Programme.Judge(new Candidate { Person = person, Cases = [] }, context).Select(f => f.Reason.ToString()));
        Assert.Empty(Programme.Judge(new Candidate { Person = Employee(), Cases = [] }, context));
    }

    [Fact]
    public async Task Approving_a_cancellation_opens_its_case_and_towns_see_nothing_of_the_audit()
    {
        using var database = new Database();
        var desk = new CaseDesk(database.Factory, new CaseFactsLoader(database.Clock), database.Clock, new LiveUpdates());
        var person = Employee();
        var file = CaseFile.Open("2023-核查-0001", "certificate_audit", 2023, person, false, Programme.Flow, new(2023, 3, 6), CaseWalk.By(Role.DistrictOfficer), default);
        file.PlaceAsRecorded(Programme.Flow.Stage("approve"), new(2023, 3, 20), null, null, "导入", Actor.System, default);
        file.Result = CertificateAuditProgramme.Cancelled;
        file.Form = Programme.WriteForm(new CertificateAuditForm { Hearing = Hearing.Waived });
        await using (var db = database.Open())
        {
            db.Add(file);
            await db.SaveChangesAsync();
        }
        var outcome = await desk.TakeAsync(CaseWalk.By(Role.Supervisor), file.Id, "I6", StepInput.Empty);
        Assert.Empty(outcome.Reasons);
        await using (var db = database.Open())
        {
            var opened = await db.Cases.SingleAsync(c => c.Programme == "certification");
            Assert.Equal(("注销", "draft", person.Id), (opened.Kind, opened.Stage, opened.PersonId));
        }
        var officer = Database.Someone(Role.TownOfficer, "340699003");
        await using (var db = database.Open())
        {
            db.Add(new FollowUp { CaseId = file.Id, On = new(2023, 4, 3), Way = "电话", By = "李明" });
            await db.SaveChangesAsync();
        }
        await using var town = database.Open(officer);
        Assert.Equal(["certification"], town.Cases.Select(c => c.Programme));
        Assert.Empty(town.FollowUps);
        Assert.Null(Catalogue.Find("certificate_audit", officer));
        Assert.DoesNotContain(Catalogue.FiguresFor(officer), f => f.Id.StartsWith("certificate_audit.", StringComparison.Ordinal));
        var figures = new FigurePageQueries(new FigureQueries(database.Factory, database.Clock), new RegionQueries(database.Factory));
        Assert.Null(await figures.FindAsync(officer, "certificate_audit.unserved", new FigureAsk(2023, null), 1));
    }

    private static Person Employee()
    {
        var person = CaseWalk.Someone().WithCertificate(DisabilityKind.Physical, DisabilityGrade.Three);
        person.PublicEmployee = true;
        return person;
    }
}
