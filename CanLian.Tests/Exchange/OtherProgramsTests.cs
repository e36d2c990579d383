using CanLian.Domain.Common;
using CanLian.Domain.Exchange;
using Xunit;

namespace CanLian.Tests.Exchange;

/// <summary>Packages in the hands of programs that are not ours: Debian's SFTP server and 7-Zip.</summary>
public class OtherProgramsTests : IDisposable
{
    private static readonly Month December = new(2023, 12);
    private readonly District _district = new(new DateTime(2023, 12, 2, 9, 0, 0));

    public OtherProgramsTests() => _district.Add("雷金海");

    [Fact]
    public async Task A_package_goes_by_sftp_once_and_its_receipt_comes_back()
    {
        using var bureau = await SftpBureau.OpenAsync();
        var settings = District.SettingsWith(bureau.Settings());
        var delivery = _district.Deliverer(settings);
        var package = (await _district.Builder(settings).BuildAsync(District.Clerk, December)).Package!;
        await delivery.ReleaseAsync(District.Leader, December);
        bureau.Stop();
        await delivery.SendDueAsync(TestContext.Current.CancellationToken);
        Assert.Contains("SFTP 服务器连不上", Newest().LastProblem);

        await bureau.StartAsync();
        Assert.True((await delivery.RetryAsync(District.Clerk, December)).Succeeded);
        Assert.Equal([package.FileName], Directory.GetFiles(bureau.Folder).Select(Path.GetFileName));
        Assert.Equal(await Bytes(Path.Combine(_district.Database.Folder.Packages, package.FileName)), await Bytes(Path.Combine(bureau.Folder, package.FileName)));

        Directory.CreateDirectory(Path.Combine(bureau.Folder, "receipts"));
        await File.WriteAllTextAsync(Path.Combine(bureau.Folder, "receipts", "-2023-12-1.json"),
            $$"""{"key":"-2023-12-1","sha256":"{{package.Sha256}}","accepted":1,"rejected":[]}""", TestContext.Current.CancellationToken);
        await delivery.SendDueAsync(TestContext.Current.CancellationToken);
        Assert.Equal((PackageStep.Acknowledged, 1), (Newest().Step, Newest().Accepted));

        static Task<byte[]> Bytes(string path) => File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_server_with_another_key_gets_nothing()
    {
        using var bureau = await SftpBureau.OpenAsync();
        var settings = District.SettingsWith(bureau.Settings("SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
        await _district.Builder(settings).BuildAsync(District.Clerk, December);
        await _district.Deliverer(settings).ReleaseAsync(District.Leader, December);
        await _district.Deliverer(settings).SendDueAsync(TestContext.Current.CancellationToken);
        Assert.Contains("主机密钥", Newest().LastProblem);
        Assert.Empty(Directory.GetFiles(bureau.Folder));
    }

    [Fact]
    public async Task Seven_zip_opens_a_package_with_the_password_and_not_without()
    {
        var package = (await _district.Desk.BuildAsync(District.Clerk, December)).Package!;
        var (path, program) = (Path.Combine(_district.Database.Folder.Packages, package.FileName), SystemProgram.Find("7z", "p7zip-full"));
        Assert.Equal(0, (await SystemProgram.RunAsync(program, "t", "-p" + District.Password, path)).Code);
        Assert.NotEqual(0, (await SystemProgram.RunAsync(program, "t", "-pwrong", path)).Code);
        var (_, listed) = await SystemProgram.RunAsync(program, "l", "-slt", "-p" + District.Password, path);
        Assert.Contains("AES-256", listed);
        Assert.DoesNotContain("Encrypted = -", listed.Split("Path = manifest.json")[1], StringComparison.Ordinal);
    }

    public void Dispose() => _district.Dispose();

    private ExchangePackage Newest()
    {
        using var db = _district.Database.Open();
        return db.ExchangePackages.Single();
    }
}
