using System.Diagnostics;
using System.Globalization;

namespace CanLian.Tests;

/// <summary>
/// The temporary folder of the tests in memory, where the machine has a file system there with room enough: databases are made by the hundred, and every
/// commit of each waits for the disk. Elsewhere the usual one stays, and a process that a test starts stays in the folder of its tests.
/// </summary>
internal static class MemoryFolder
{
    private const string Place = "/dev/shm";
    private const string Name = "canlian-tests-";
    private const long Room = 3L << 30;

    /// <summary>Makes it the temporary folder of this process and of those it starts, and gives its path; null where there is none.</summary>
    public static string? Settle()
    {
        if (Path.GetTempPath().StartsWith(Path.Combine(Place, Name), StringComparison.Ordinal) || !OperatingSystem.IsLinux() || !Directory.Exists(Place) || new DriveInfo(Place).AvailableFreeSpace < Room)
        {
            return null;
        }
        foreach (var left in Directory.EnumerateDirectories(Place, Name + "*").Where(folder => !IsRunning(folder)))
        {
            Remove(left);
        }
        var path = Directory.CreateDirectory(Path.Combine(Place, Name + Environment.ProcessId.ToString(CultureInfo.InvariantCulture))).FullName;
        Environment.SetEnvironmentVariable("TMPDIR", path);
        return path;
    }

    /// <summary>Takes the folder away. Where a browser or server that is just ending still writes into it, the next tests take away what is left.</summary>
    public static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
        }
    }

    // Whoever was killed left its own behind.
    private static bool IsRunning(string folder) => int.TryParse(Path.GetFileName(folder)[Name.Length..], CultureInfo.InvariantCulture, out var id)
        && Process.GetProcesses().Any(process => process.Id == id);
}
