using CanLian.Domain.Cases;
using CanLian.Domain.Common;
using CanLian.Domain.People;
using FluentValidation;

namespace CanLian.Domain.Programmes.Medication;

/// <summary>Whether the person was on last year's list (申请类型).</summary>
public enum ApplicationType
{
    [Label("新增")] New,
    [Label("续享")] Continuing,
}

/// <summary>How regularly the medicine is taken (用药情况).</summary>
public enum MedicineUse
{
    [Label("规律")] Regular,
    [Label("间断")] Interrupted,
    [Label("未服")] None,
}

/// <summary>What only the medication subsidy asks for (药费补助申请表). Nothing of it stands on a public notice.</summary>
public sealed class MedicationForm : CaseForm
{
    [Field("申请类型", NeededAt = "A1", Group = "申请")]
    public ApplicationType? Type { get; set; }

    [Field("困难类型", NeededAt = "A1")]
    public HardshipKind? Hardship { get; set; }

    [Field("全额供养", Hint = "住院费用已由救助全额负担的选是")]
    public bool? FullyProvided { get; set; }

    [Field("用药情况", NeededAt = "A1", Group = "用药")]
    public MedicineUse? Use { get; set; }

    [Field("主要用药", NeededAt = "A1", Long = true, Hint = "100 字以内，不会出现在公示里")]
    public string Medicines { get; set; } = "";

    [Field("是否二代药")]
    public bool? SecondGeneration { get; set; }

    [Field("就诊医院", Group = "就诊")]
    public string Hospital { get; set; } = "";

    [Field("最近就诊日期", NeededAt = "A1")]
    public DateOnly? LastSeenOn { get; set; }

    [Field("年自付药费", Unit = "元")]
    public decimal? OwnExpense { get; set; }

    public override decimal? PaidForTreatment() => OwnExpense;

    public override bool Applies(string property) => property switch
    {
        nameof(Medicines) or nameof(SecondGeneration) => Use is MedicineUse.Regular or MedicineUse.Interrupted,
        nameof(LastSeenOn) => Type == ApplicationType.New,
        _ => true,
    };
}

/// <summary>Checks the filled-in fields of the form (申请表校验).</summary>
public sealed class MedicationValidator : AbstractValidator<MedicationForm>
{
    public const int LongestMedicines = 100;

    public MedicationValidator()
    {
        RuleFor(f => f.Hardship).Must(h => h is null || MedicationProgramme.Hardships.Contains(h.Value))
            .WithState(f => new Text("{0}不在药费补助范围内", new Text(f.Hardship!.Value.Label())));
        RuleFor(f => f.Medicines).Must(m => m.Length <= LongestMedicines)
            .WithState(f => new Text("最多 {0} 字，现在 {1} 字", LongestMedicines, f.Medicines.Length));
        RuleFor(f => f.OwnExpense).Must(e => e is null or >= 0).WithState(_ => new Text("不能小于 0"));
    }
}
