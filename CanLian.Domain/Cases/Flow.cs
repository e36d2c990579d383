using System.Text;
using CanLian.Domain.Common;

namespace CanLian.Domain.Cases;

/// <summary>One step as it stands for a case and a person: what is missing, and whether the person may take it.</summary>
public sealed record StepChoice(Step Step, IReadOnlyList<NeedState> Needs, bool Permitted)
{
    /// <summary>The step can be begun: what is still missing is answered in the step's own small form.</summary>
    public bool Ready => Permitted && Needs.All(n => n.Met || n.AnsweredInStep);
    public IEnumerable<NeedState> Missing => Needs.Where(n => !n.Met);
}

/// <summary>
/// A programme's table of steps (流程). It refuses at construction what could strand a case, and answers what can be done from a stage,
/// by whom, and what is missing.
/// </summary>
public sealed class Flow
{
    private readonly Dictionary<string, Stage> _stages;
    private readonly Dictionary<string, Step> _steps;

    /// <exception cref="InvalidOperationException">The table has a dead end, an unreachable stage or a code that stands twice.</exception>
    public Flow(Stage first, params IReadOnlyList<Step> steps)
    {
        First = first;
        Steps = steps;
        Stages = [.. steps.SelectMany(s => s.From.Append(s.To)).Prepend(first).Distinct()];
        _steps = ByCode(steps, s => s.Code);
        _stages = ByCode(Stages, s => s.Code);
        RefuseDeadEnds();
        RefuseUnreachable();
    }

    public Stage First { get; }
    public IReadOnlyList<Stage> Stages { get; }
    public IReadOnlyList<Step> Steps { get; }

    /// <summary>Main way, in order, as the strip of a case shows it.</summary>
    public IEnumerable<Stage> Strip => Stages.Where(s => s.OnStrip);

    public Stage Stage(string code) => _stages.TryGetValue(code, out var stage)
        ? stage
        : throw new KeyNotFoundException($"This flow has no stage '{code}'.");

    public Step? Step(string code) => _steps.GetValueOrDefault(code);

    public IEnumerable<Step> From(string stage) => Steps.Where(s => s.From.Any(f => f.Code == stage));

    /// <summary>The step by which a case goes forward from a stage; where several do, the one of whoever stands nearest. Null at an end.</summary>
    public Step? NextFrom(Stage stage) => stage.IsEnd ? null : From(stage.Code).FirstOrDefault(s => s.Kind == StepKind.Forward);

    /// <summary>Every step that exists for the case now: forward ones first, each with its needs and whether the actor may take it.</summary>
    public IReadOnlyList<StepChoice> Choices(CaseFacts facts) =>
        [.. From(facts.Case.Stage)
            .Where(s => s.OnlyWhen?.Invoke(facts) != false)
            .OrderBy(s => s.Kind)
            .Select(s => new StepChoice(s, [.. s.Needs.Select(n => n.Check(facts, s))], Permits(s, facts)))];

    /// <summary>Whether role, region and programme let the actor take the step.</summary>
    public static bool Permits(Step step, CaseFacts facts) =>
        step.Who.Contains(facts.Actor.Role)
        && facts.Actor.Handles(facts.Case.Programme)
        && Region.Contains(facts.Actor.Region, facts.Case.RegionCode);

    /// <summary>The table as a Mermaid state diagram, for the programme's page.</summary>
    public string ToMermaid()
    {
        var text = new StringBuilder("stateDiagram-v2\n");
        foreach (var step in Steps)
        {
            foreach (var from in step.From)
            {
                text.Append("    ").Append(from.Name).Append(" --> ").Append(step.To.Name).Append(" : ").Append(step.Verb).Append('\n');
            }
        }
        return text.ToString();
    }

    private static Dictionary<string, T> ByCode<T>(IReadOnlyList<T> items, Func<T, string> code)
    {
        var twice = items.GroupBy(code).FirstOrDefault(g => g.Count() > 1);
        return twice is null
            ? items.ToDictionary(code)
            : throw new InvalidOperationException($"The code '{twice.Key}' stands twice in the flow.");
    }

    private void RefuseDeadEnds()
    {
        var stuck = Stages.FirstOrDefault(s => !s.IsEnd && !From(s.Code).Any());
        if (stuck is not null)
        {
            throw new InvalidOperationException($"Stage '{stuck.Code}' is a dead end: no step leaves it.");
        }
    }

    private void RefuseUnreachable()
    {
        var reached = new HashSet<string> { First.Code };
        var grew = true;
        while (grew)
        {
            grew = Steps.Where(s => s.From.Any(f => reached.Contains(f.Code))).Select(s => reached.Add(s.To.Code)).ToList().Contains(true);
        }
        var lost = Stages.FirstOrDefault(s => !reached.Contains(s.Code));
        if (lost is not null)
        {
            throw new InvalidOperationException($"Stage '{lost.Code}' cannot be reached.");
        }
    }
}
