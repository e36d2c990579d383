using CanLian.Domain.Common;
using CanLian.Domain.People;

namespace CanLian.Domain.Exchange;

/// <summary>Who a row of a package is about, in full: this is what the bureau matches by (身份栏).</summary>
public sealed record PackageIdentity(string HouseholdNumber, string HeadName, string Name, IdNumber IdNumber, CertificateNumber CertificateNumber, string RegionCode);

/// <summary>A certificate holder in a monitored household (监测对象).</summary>
/// <param name="Who">The holder.</param>
/// <param name="Certificate">The certificate on the day.</param>
/// <param name="State">Its state on the day.</param>
/// <param name="Monitoring">Which kind of monitored household it is.</param>
/// <param name="Since">Since when.</param>
/// <param name="Risk">The main risk named, such as 因残; empty when none is.</param>
public sealed record MonitoredPerson(
    PackageIdentity Who, Certificate Certificate, CertificateState State, HardshipKind Monitoring, DateOnly Since, string Risk);

/// <summary>Help that a holder in a monitored household has had in the year (享受明细).</summary>
/// <param name="Who">The holder; for help to a household its first holder.</param>
/// <param name="Code">Code of the programme or benefit.</param>
/// <param name="Label">Its Chinese name.</param>
/// <param name="Kind">Kind of case (类别); empty when there is none.</param>
/// <param name="Amount">Money; null where the record carries none.</param>
/// <param name="On">When it was had, or since when it is.</param>
/// <param name="State">已享受, 享受中 or 已停.</param>
public sealed record MeasureReceived(PackageIdentity Who, string Code, string Label, string Kind, Money? Amount, DateOnly On, string State);

/// <summary>A change of a certificate, with whose it is (变动).</summary>
public sealed record ChangeRow(PackageIdentity Who, Registration Registration, CertificateChange Change, string Phone);

/// <summary>A holder of agricultural registration as the register has them on the day (名册快照).</summary>
public sealed record SnapshotRow(PackageIdentity Who, Certificate Certificate, CertificateState State);

/// <summary>A row that cannot go out, or goes out and should be looked into (预检问题).</summary>
/// <param name="PersonId">Where it is put right.</param>
/// <param name="Name">The person.</param>
/// <param name="RegionCode">The village.</param>
/// <param name="What">What is wrong.</param>
/// <param name="LeftOut">The row stays out of the package.</param>
public sealed record ExchangeFault(Guid PersonId, string Name, string RegionCode, Text What, bool LeftOut);
