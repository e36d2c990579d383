using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Domain.Programmes.AssistiveDevices;

/// <summary>The devices of the basic catalogue (辅助器具目录).</summary>
public enum Device
{
    [Label("轮椅")] Wheelchair,
    [Label("助行器")] Walker,
    [Label("拐杖")] Crutch,
    [Label("坐便椅")] CommodeChair,
    [Label("护理床")] CareBed,
    [Label("防褥疮垫")] Cushion,
    [Label("助听器")] HearingAid,
    [Label("盲杖")] WhiteCane,
    [Label("助视器")] Magnifier,
    [Label("听书机")] BookReader,
}

/// <summary>What the catalogue says about a device (目录条目).</summary>
public static class Devices
{
    /// <summary>The categories it suits, as the bits of a certificate's mask.</summary>
    public static int SuitsMask(this Device device) => Suits(device).Aggregate(0, (mask, kind) => mask | Certificate.MaskOf(kind));

    public static string SuitsNames(this Device device) => string.Join("、", Suits(device).Select(kind => kind.Name()));

    /// <summary>Handed out without an assessment, because one size does for everybody (免评估).</summary>
    public static bool WithoutAssessment(this Device device) => device is Device.Crutch or Device.CommodeChair or Device.WhiteCane or Device.BookReader;

    private static DisabilityKind[] Suits(Device device) => device switch
    {
        Device.HearingAid => [DisabilityKind.Hearing, DisabilityKind.Speech],
        Device.WhiteCane or Device.Magnifier or Device.BookReader => [DisabilityKind.Visual],
        Device.CareBed or Device.Cushion or Device.CommodeChair or Device.Wheelchair => [DisabilityKind.Physical, DisabilityKind.Intellectual],
        _ => [DisabilityKind.Physical],
    };
}
