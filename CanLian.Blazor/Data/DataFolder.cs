namespace CanLian.Blazor.Data;

/// <summary>The one folder that holds everything the program writes: database, attachments, packages, keys.</summary>
public sealed class DataFolder
{
    public DataFolder(string root)
    {
        Root = Path.GetFullPath(root);
        Directory.CreateDirectory(Root);
    }

    public string Root { get; }
    public string Database => Path.Combine(Root, "canlian.db");
    public string Attachments => Sub("attachments");
    public string Packages => Sub("packages");
    public string Keys => Sub("keys");

    /// <summary>--data, else CANLIAN_DATA, else the folder "data" beside the working folder.</summary>
    public static DataFolder From(IConfiguration configuration) =>
        new(configuration["data"] ?? Environment.GetEnvironmentVariable("CANLIAN_DATA") ?? "data");

    private string Sub(string name)
    {
        var path = Path.Combine(Root, name);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        return path;
    }
}
