using System.Reflection;
using CanLian.Domain;
using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.Programmes;
using Xunit;

namespace CanLian.Tests.Programmes;

/// <summary>What holds for every programme of the catalogue, so that a new one is held to it without a test of its own.</summary>
public class EveryProgrammeTests
{
    private static readonly string[] SpineFields = ["Kind", "Amount", "FundingSource", "Organisation", "Batch", "Quantity", "Result"];
    private static readonly string[] Cards = ["visit", "notice", "rules", "follow-up", "hold", "step-remark", "person:guardian", "person:account", "person:consent"];

    public static TheoryData<string> Codes => [.. Catalogue.Programmes.Select(p => p.Code)];

    public static TheoryData<string, string> Steps => [.. Catalogue.Programmes.SelectMany(p => p.Flow.Steps.Select(s => (p.Code, s.Code)))];

    [Fact]
    public void No_two_programmes_share_a_name_or_the_short_one_in_case_numbers()
    {
        Assert.Distinct(Catalogue.Programmes.Select(p => p.Name));
        Assert.Distinct(Catalogue.Programmes.Select(p => p.ShortName));
    }

    [Theory, MemberData(nameof(Codes))]
    public void Names_are_unique_where_a_person_must_tell_them_apart(string code)
    {
        var programme = Catalogue.Of(code);
        Assert.Distinct(programme.Flow.Stages.Select(s => s.Name));
        foreach (var stage in programme.Flow.Stages)
        {
            Assert.Distinct(programme.Flow.From(stage.Code).Select(s => s.Verb));
        }
        Assert.Distinct(FormSchema.Of(programme.FormType).Select(f => f.Field.Label));
        Assert.Distinct(programme.Rules.Select(r => r.Code).Concat(programme.FormRules.Select(r => r.Code)));
        Assert.Distinct(programme.FollowUpQuestions.Select(q => q.Key));
        Assert.Distinct(programme.Policies.Select(p => p.Name));
        Assert.All([programme.Name, programme.ShortName, programme.Basis], text => Assert.NotEmpty(text));
    }

    [Theory, MemberData(nameof(Codes))]
    public void Every_stage_leads_to_an_end_and_a_case_can_be_completed_refused_or_given_up(string code)
    {
        var flow = Catalogue.Of(code).Flow;
        var leading = flow.Stages.Where(s => s.IsEnd).Select(s => s.Code).ToHashSet();
        while (flow.Steps.Where(s => leading.Contains(s.To.Code)).SelectMany(s => s.From).Select(s => leading.Add(s.Code)).ToList().Contains(true))
        {
        }
        Assert.All(flow.Stages, s => Assert.Contains(s.Code, leading));
        Assert.All(Enum.GetValues<StageKind>(), kind => Assert.Contains(flow.Stages, s => s.Kind == kind));
        Assert.NotEmpty(flow.Strip);
    }

    [Theory, MemberData(nameof(Steps))]
    public void A_step_is_offered_to_its_roles_and_says_where_everything_missing_is_supplied(string code, string stepCode)
    {
        var programme = Catalogue.Of(code);
        var step = programme.Flow.Step(stepCode)!;
        Assert.NotEmpty(step.Verb);
        Assert.NotEmpty(step.Who);
        Assert.Distinct(step.Asks.Select(a => a.Key));
        Assert.All(step.Asks, ask => Assert.Equal(ask.Kind == AskKind.Choice, ask.Options.Count > 0));
        Assert.True(step.Kind == StepKind.Forward || step.RemarkRequired, "Whatever does not lead forward is explained.");

        foreach (var kind in programme.Kinds.DefaultIfEmpty())
        {
            foreach (var (stage, role) in step.From.SelectMany(_ => step.Who, (stage, role) => (stage, role)))
            {
                var facts = AtStage(programme, stage, role, kind);
                var choice = programme.Flow.Choices(facts).SingleOrDefault(c => c.Step.Code == stepCode);
                if (choice is null)
                {
                    Assert.NotNull(step.OnlyWhen);
                    continue;
                }
                Assert.True(choice.Permitted);
                Assert.All(choice.Needs, need => Assert.NotEmpty(need.Sentence.ToString()));
                Assert.All(choice.Missing.Select(n => n.Anchor).OfType<string>(), anchor => Assert.True(IsOnThePage(programme, step, anchor), anchor));
            }
        }
    }

    [Theory, MemberData(nameof(Codes))]
    public void A_field_is_needed_at_a_step_that_looks_at_the_form(string code)
    {
        var programme = Catalogue.Of(code);
        Assert.All(FormSchema.Of(programme.FormType).Where(f => f.Field.NeededAt is not null),
            f => Assert.Contains(Needs.Form, programme.Flow.Step(f.Field.NeededAt!)!.Needs));
        if (programme.Spine.KindNeededAt is { } step)
        {
            Assert.NotEmpty(programme.Kinds);
            Assert.Contains(Needs.Kind, programme.Flow.Step(step)!.Needs);
        }
    }

    [Theory, MemberData(nameof(Codes))]
    public void The_form_survives_its_storage_with_every_field(string code)
    {
        var programme = Catalogue.Of(code);
        Assert.Empty(programme.Validate(programme.ReadForm("{}")));
        var form = programme.ReadForm("{}");
        foreach (var property in Stored(programme))
        {
            property.SetValue(form, Sample(property.PropertyType) ?? property.GetValue(form));
        }
        var read = programme.ReadForm(programme.WriteForm(form));
        Assert.Equivalent(form, read);
        Assert.All(Stored(programme).Where(p => Sample(p.PropertyType) is not null), p => Assert.Equal(Sample(p.PropertyType), p.GetValue(read)));
    }

    private static IEnumerable<PropertyInfo> Stored(Programme programme) => FormSchema.Of(programme.FormType).Select(f => f.Property).Where(p => p.CanWrite);

    /// <summary>A value that is filled in though it looks empty to a careless serialiser: no, nothing, the first choice.</summary>
    private static object? Sample(Type type) => Nullable.GetUnderlyingType(type) switch
    {
        null => type == typeof(string) ? "“药”<&>" : null,
        { IsEnum: true } choice => Enum.GetValues(choice).GetValue(0),
        var t when t == typeof(bool) => false,
        var t when t == typeof(int) => 0,
        var t when t == typeof(decimal) => 0.5m,
        var t when t == typeof(DateOnly) => new DateOnly(2023, 2, 28),
        _ => null,
    };

    private static CaseFacts AtStage(Programme programme, Stage stage, Role role, string? kind)
    {
        var file = CaseFile.Open("2023-测试-0001", programme.Code, 2023, CaseWalk.Someone(), programme.Subject == Subject.Household,
            programme.Flow, new(2023, 3, 1), CaseWalk.By(Role.VillageWorker), default);
        file.PlaceAsRecorded(stage, new(2023, 3, 1), null, null, "导入", Actor.System, default);
        file.Kind = kind;
        return new CaseFacts
        {
            Case = file,
            Form = programme.ReadForm("{}"),
            Person = file.Person!,
            Actor = CaseWalk.By(role),
            Now = new DateTime(2023, 3, 2, 1, 0, 0, DateTimeKind.Utc),
            Today = new(2023, 3, 2),
            Calendar = WorkingCalendar.China,
            FailedRules = [new Text("未持残疾人证")],
            FundsLeftFen = 0,
        };
    }

    private static bool IsOnThePage(Programme programme, Step step, string anchor) =>
        Cards.Contains(anchor)
        || SpineFields.Any(f => anchor == "field-" + f)
        || FormSchema.Of(programme.FormType).Any(f => f.Anchor == anchor)
        || programme.Papers.Any(p => anchor == "paper-" + p)
        || step.Asks.Any(a => anchor == "ask-" + a.Key);
}
