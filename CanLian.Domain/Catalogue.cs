using CanLian.Domain.Common;
using CanLian.Domain.Doubts;
using CanLian.Domain.Employment;
using CanLian.Domain.Exchange;
using CanLian.Domain.Figures;
using CanLian.Domain.Late;
using CanLian.Domain.Programmes;
using CanLian.Domain.Programmes.AssistiveDevices;
using CanLian.Domain.Programmes.BoardingCare;
using CanLian.Domain.Programmes.CertificateAudit;
using CanLian.Domain.Programmes.Certification;
using CanLian.Domain.Programmes.ChildDevices;
using CanLian.Domain.Programmes.ChildRehabilitation;
using CanLian.Domain.Programmes.Culture;
using CanLian.Domain.Programmes.Education;
using CanLian.Domain.Programmes.Entrepreneurship;
using CanLian.Domain.Programmes.FlexibleEmployment;
using CanLian.Domain.Programmes.Greenhouse;
using CanLian.Domain.Programmes.HomeCare;
using CanLian.Domain.Programmes.HomeModification;
using CanLian.Domain.Programmes.InsuranceSubsidy;
using CanLian.Domain.Programmes.Medication;
using CanLian.Domain.Programmes.ReliefVisit;
using CanLian.Domain.Programmes.Training;
using CanLian.Domain.Publicity;
using CanLian.Domain.Surveys;

namespace CanLian.Domain;

/// <summary>The table of contents (项目目录): every programme, in the order of the annual summary.</summary>
public static class Catalogue
{
    public static IReadOnlyList<Programme> Programmes { get; } =
    [
        new MedicationProgramme(),
        new ChildRehabilitationProgramme(),
        new ChildDevicesProgramme(),
        new AssistiveDevicesProgramme(),
        new HomeModificationProgramme(),
        new TrainingProgramme(),
        new FlexibleEmploymentProgramme(),
        new EntrepreneurshipProgramme(),
        new GreenhouseProgramme(),
        new EducationProgramme(),
        new InsuranceSubsidyProgramme(),
        new ReliefVisitProgramme(),
        new HomeCareProgramme(),
        new BoardingCareProgramme(),
        new CertificateAuditProgramme(),
        new CertificationProgramme(),
        new CultureProgramme(),
    ];

    /// <summary>What is late or stuck, of every programme.</summary>
    public static LateBook Late { get; } = new(Programmes);

    /// <summary>What looks wrong, by rules over all records.</summary>
    public static DoubtBook Doubts { get; } = new(Programmes);

    /// <summary>Every number that exists, in the order of the annual summary; those over all programmes come last.</summary>
    public static IReadOnlyList<Figure> Figures { get; } =
    [
        .. Programmes.SelectMany(p => p.Figures), .. MonitoringFigures.All, .. SiteFigures.All, .. JobFigures.All, .. SurveyFigures.All, .. PublicityFigures.All,
        .. ExchangeFigures.All, .. DifferenceFigures.All,
        .. Late.Figures, .. Doubts.Figures,
        .. OverallFigures.Of(Programmes),
    ];

    /// <summary>Those of them, and of their parts, that are kept as tallies.</summary>
    public static TalliedFigures Tallied { get; } = new(Figures);

    /// <summary>The programmes that exist for somebody; a district-only one is not there for towns and villages, by whatever road.</summary>
    public static IEnumerable<Programme> ProgrammesFor(Actor actor) => Programmes.Where(p => p.ShownTo(actor));

    /// <summary>The numbers somebody may see: none of a programme that does not exist for them.</summary>
    public static IEnumerable<Figure> FiguresFor(Actor actor) => Figures.Where(f => ProgrammeOf(f)?.ShownTo(actor) != false);

    public static Programme? Find(string code, Actor actor) => ProgrammesFor(actor).FirstOrDefault(p => p.Code == code);

    public static Figure? FindFigure(string id, Actor actor) => FiguresFor(actor).FirstOrDefault(f => f.Id == id);

    public static Programme? Find(string code) => Programmes.FirstOrDefault(p => p.Code == code);

    /// <summary>The programme of a stored case.</summary>
    /// <exception cref="KeyNotFoundException">No programme has this code.</exception>
    public static Programme Of(string code) => Find(code) ?? throw new KeyNotFoundException($"No programme has the code '{code}'.");

    /// <summary>The programme whose figure it is, whatever the figure is called; null for one over all programmes.</summary>
    public static Programme? ProgrammeOf(Figure figure) => Programmes.FirstOrDefault(p => p.Figures.Any(f => f.Id == figure.Id));

    /// <summary>Whether somebody may read the rows behind a figure: a district officer those of the programmes handled; a target has no names.</summary>
    public static bool SeesRows(Actor actor, Figure figure) =>
        actor.SeesPersons && (figure is TargetFigure || (ProgrammeOf(figure) is { } programme ? actor.Handles(programme.Code) : Programmes.All(p => actor.Handles(p.Code))));

    public static Figure? FindFigure(string id) => Figures.FirstOrDefault(f => f.Id == id);
}
