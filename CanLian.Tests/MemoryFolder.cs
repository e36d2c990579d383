using System.Diagnostics;
using System.Globalization;

namespace CanLian.Tests;

/// <summary>
/// The temporary folder of the tests in memory, where the machine has a file system there with room enough: databases are made by the hundred, and every
/// commit of each waits for the disk. Elsewhere the usual one stays.
/// </summary>
internal static class MemoryFolder
{
    private const string Place = "/dev/shm";
    private const string Name = "canlian-tests-";
    private const long Room = 3L << 30;

    /// <summary>Makes it the temporary folder of this process and of those it starts, and gives its path; null where there is none.</summary>
    public static string? Settle()
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists(Place) || new DriveInfo(Place).AvailableFreeSpace < Room)
        {
            return null;
        }
        foreach (var left in Directory.EnumerateDirectories(Place, Name + "*").Where(folder => !IsRunning(folder)))
        {
            Directory.Delete(left, recursive: true);
        }
        var path = Directory.CreateDirectory(Path.Combine(Place, Name + Environment.ProcessId.ToString(CultureInfo.InvariantCulture))).FullName;
        Environment.SetEnvironmentVariable("TMPDIR", path);
        return path;
    }

    // Whoever was killed left its own behind.
    private static bool IsRunning(string folder) => int.TryParse(Path.GetFileName(folder)[Name.Length..], CultureInfo.InvariantCulture, out var id)
        && Process.GetProcesses().Any(process => process.Id == id);
}
