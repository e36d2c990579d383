namespace CanLian.Blazor.Data;

/// <summary>The one folder that holds everything the program writes: database, attachments, packages, backups, keys.</summary>
public sealed class DataFolder
{
    private readonly string? _keys;

    /// <param name="root">Where it is; made where it is not there yet.</param>
    /// <param name="keys">Where the keys are, if not inside it.</param>
    public DataFolder(string root, string? keys = null)
    {
        _keys = keys;
        Root = Path.GetFullPath(root);
        Make(Root);
    }

    public string Root { get; }
    public string Database => Path.Combine(Root, "canlian.db");
    public string Attachments => Sub("attachments");
    public string Packages => Sub("packages");
    public string Backups => Sub("backups");

    /// <summary>Files that are read once and deleted: what somebody uploads may name people, and belongs nowhere else.</summary>
    public string Incoming => Sub("incoming");

    /// <summary>Workbooks on their way to a browser: each is gone when it was sent.</summary>
    public string Outgoing => Sub("outgoing");
    public string Keys => Sub(_keys ?? "keys");

    /// <summary>--data, else CANLIAN_DATA, else the folder "data" beside the working folder.</summary>
    public static DataFolder From(IConfiguration configuration) =>
        new(configuration["data"] ?? Environment.GetEnvironmentVariable("CANLIAN_DATA") ?? "data", configuration["CanLian:Keys"]);

    private string Sub(string name)
    {
        var path = Path.Combine(Root, name);
        Make(path);
        return path;
    }

    // What is made here is for its owner alone; a folder that is there already keeps its rights.
    private static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
