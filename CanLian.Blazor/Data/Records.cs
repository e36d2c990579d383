namespace CanLian.Blazor.Data;

/// <summary>One change to one record: who, when, what, before and after (操作记录). Identifying numbers stand masked.</summary>
public class ChangeLogEntry
{
    /// <summary>The action of an entry about a new record.</summary>
    public const string Added = "新增";

    public long Id { get; init; }
    public DateTime At { get; init; }
    public required string ActorId { get; init; }
    public required string ActorName { get; init; }
    public required string Entity { get; init; }
    public required string EntityId { get; init; }
    public required string Action { get; init; }
    public string RegionCode { get; init; } = "";

    /// <summary>Property → [before, after], as JSON.</summary>
    public string Changes { get; init; } = "{}";

    /// <summary>Its place in the chain, from 1 without a gap.</summary>
    public long Sequence { get; set; }

    /// <summary>Keyed hash over this entry and the seal of the one before (封印).</summary>
    public byte[] Seal { get; set; } = [];
}

/// <summary>That somebody looked at an identifying number or took data out, and why (查看记录).</summary>
public class Disclosure
{
    public long Id { get; init; }
    public DateTime At { get; init; }
    public required string ActorId { get; init; }
    public required string ActorName { get; init; }

    /// <summary>Whose number it was; null for a file about many.</summary>
    public Guid? PersonId { get; init; }
    public required string What { get; init; }
    public required string Reason { get; init; }
    public string RegionCode { get; init; } = "";
}

/// <summary>What somebody typed and has not saved yet (草稿): one per person and page.</summary>
public class Draft
{
    public required string AccountId { get; init; }
    public required string Key { get; init; }
    public string Content { get; set; } = "{}";
    public int Fields { get; set; }
    public DateTime SavedAt { get; set; }
}

/// <summary>A key under which a person is found (检索键): parts of the name, its spellings, and keyed hashes of number tails.</summary>
public class SearchKey
{
    public required string Key { get; init; }

    /// <summary>The order of those who have the same key.</summary>
    public required string Rank { get; init; }
    public Guid PersonId { get; init; }
    public required string RegionCode { get; init; }
}

/// <summary>That a periodic job's work for one period is done (任务台账): the job decides by this row, not by its alarm clock.</summary>
public class JobRun
{
    public required string Job { get; init; }
    public required string Period { get; init; }
    public DateTime At { get; init; }
    public required string Result { get; init; }
}

/// <summary>The last case number given out for a programme and year (案号).</summary>
public class CaseCounter
{
    public required string Programme { get; init; }
    public int Year { get; init; }
    public int Last { get; set; }
}

/// <summary>
/// A key that guards cookies and forms (会话密钥), sealed with the key ring; kept here where several nodes serve one database, and in the folder of keys
/// otherwise.
/// </summary>
public class ProtectionKey
{
    public required Guid Id { get; init; }
    public required byte[] Content { get; init; }
}

/// <summary>A fact about this installation, such as its district or the day a demonstration stays on (设置).</summary>
public class Setting
{
    public const string DemonstrationDay = "demonstration.day";
    public const string District = "district";

    /// <summary>The first month (YYYY-MM) that this installation answers for in the data exchange.</summary>
    public const string FirstExchangeMonth = "exchange.first";

    /// <summary>The password of packages where none was agreed upon, sealed.</summary>
    public const string ExchangePassword = "exchange.password";

    public required string Key { get; init; }
    public required string Value { get; set; }
}
