using System.Globalization;
using System.Net.Sockets;
using CanLian.Blazor.Data;
using CanLian.Blazor.Data.Demo;
using CanLian.Blazor.Data.Keys;
using CanLian.Blazor.Data.Postgres;
using CanLian.Blazor.Data.Tallies;
using CanLian.Blazor.Data.Upkeep;
using CanLian.Blazor.Features.Import;
using CanLian.Blazor.Jobs;
using CanLian.Blazor.Resources;
using CanLian.Blazor.Security;
using CanLian.Blazor.Ui;
using CanLian.Domain.Common;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace CanLian.Blazor;

/// <summary>From nothing to open pages (启动): what is done at every start, in one place and in this order.</summary>
internal static class Startup
{
    // ENOSPC, as Unix says it.
    private const int DiskFull = 28;

    private const int ThreadsThatWait = 8;

    private static volatile bool _started;

    /// <summary>Keeps the host from logging why it could not start: that is said in words, by <see cref="Explain"/>.</summary>
    public static void QuietStart(ILoggingBuilder logging) => logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => _started && level >= LogLevel.Information);

    /// <summary>Makes the data folder ready: the database is there, the district known, the clock where it should stand. For serving and for verbs.</summary>
    public static void Prepare(IServiceProvider services)
    {
        using var db = services.GetRequiredService<CanLianDbFactory>().Open(Actor.System);
        DatabaseSetup.BringUpToDate(db);
        services.GetRequiredService<District>().Load(db);
        services.GetRequiredService<OfficeClock>().Pinned = db.Settings.Find(Setting.DemonstrationDay) is { } day
            ? DateOnly.Parse(day.Value, CultureInfo.InvariantCulture)
            : null;
        TallyRebuild.WhereMissing(db);
    }

    /// <summary>Serves until told to stop; the exit code is 1 where it could not begin.</summary>
    public static async Task<int> ServeAsync(WebApplication app, TextWriter output, TextWriter error)
    {
        SpeakTheOperatorsLanguage();
        var localizer = app.Services.GetRequiredService<IStringLocalizer<Texts>>();
        try
        {
            var folder = app.Services.GetRequiredService<DataFolder>();
            if (folder.Postgres is not null)
            {
                // A server lets threads wait for its answers, as a file does not: others must be there meanwhile, and the pool adds none by trial.
                ThreadPool.SetMinThreads(Environment.ProcessorCount * ThreadsThatWait, Environment.ProcessorCount);
            }
            var warm = Task.Run(() => CanLianDbFactory.Warm(folder.Postgres is not null));
            app.MapPages();
            // Found now, while another processor makes the model, and not at the first request.
            _ = ((IEndpointRouteBuilder)app).DataSources.Sum(source => source.Endpoints.Count);
            using (StartTurn.Await(folder))
            {
                app.Services.GetRequiredService<InstanceLock>().Take();
                await warm;
                Prepare(app.Services);
                await FurnishAsync(app, text => output.WriteLine(localizer.Of(text)));
                await app.Services.GetRequiredService<ImportOffice>().ResumeAsync();
                // The first use makes the keys of cookies, where there are none.
                app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("start").Protect([0]);
                app.Services.StartTimetable();
            }
            await app.StartAsync();
            _started = true;
        }
        catch (Exception exception) when (Explain(exception) is { } reason)
        {
            await error.WriteLineAsync(localizer.Of(reason));
            return Commands.Verb.Refused;
        }

        Welcome(app, localizer, output);
        await app.WaitForShutdownAsync();
        return Commands.Verb.Done;
    }

    /// <summary>What the operator reads is English where the machine speaks English, else Chinese.</summary>
    public static void SpeakTheOperatorsLanguage()
    {
        if (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName != "en")
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        }
    }

    /// <summary>The failures an operator can put right, in words; null for any other.</summary>
    public static Text? Explain(Exception exception) => exception switch
    {
        IOException { InnerException: AddressInUseException } => new Text("这个端口已经有程序在用。换一个：--urls http://127.0.0.1:5001"),
        SocketException { SocketErrorCode: SocketError.AccessDenied } => new Text("系统不让用这个端口（1024 以下的要特权）。换一个：--urls http://127.0.0.1:5000"),
        KeysException keys => keys.Reason,
        UnfitDatabaseException unfit => unfit.Reason,
        UnauthorizedAccessException => new Text("数据文件夹写不进去：{0} 请改权限，或用 --data 换一个文件夹", exception.Message),
        SqliteException { SqliteErrorCode: 5 or 6 } => new Text("数据库被别的程序占着，等了很久也没让出来。关掉占着它的程序再来"),
        SqliteException { SqliteErrorCode: 8 or 14 } => new Text("数据库打不开或写不进去。请看数据文件夹的权限，或用 --data 换一个文件夹"),
        SqliteException { SqliteErrorCode: 10 } => new Text("数据文件夹所在的磁盘读写出错，多半是满了。看过剩余空间和磁盘再来"),
        SqliteException { SqliteErrorCode: 13 } => new Text("磁盘满了，数据写不进去。腾出空间再来"),
        SqliteException { SqliteErrorCode: 11 or 26 } => new Text("数据文件夹里的 canlian.db 不是数据库，或者已经损坏。请从备份恢复"),
        IOException { HResult: DiskFull or unchecked((int)0x80070070) } => new Text("磁盘满了，数据写不进去。腾出空间再来"),
        NpgsqlException postgres => PostgresConnection.Explain(postgres),
        DbUpdateException { InnerException: { } inner } => Explain(inner),
        IOException => new Text("文件读写出错：{0}", exception.Message),
        _ => null,
    };

    // An empty folder becomes the demonstration while developing; elsewhere it waits to be set up by whoever reads this console.
    private static async Task FurnishAsync(WebApplication app, Action<Text> says)
    {
        using (var db = app.Services.GetRequiredService<CanLianDbFactory>().Open(Actor.System))
        {
            if (await db.Users.AnyAsync())
            {
                return;
            }
        }

        if (app.Environment.IsDevelopment())
        {
            says(new Text("第一次启动，装入演示区…"));
            await app.Services.GetRequiredService<DemonstrationDistrict>().FillAsync(says);
            Prepare(app.Services);
        }
        else
        {
            says(new Text("第一次启动：打开网页，用设置码 {0} 建好本区和第一位管理员", app.Services.GetRequiredService<SetUpCode>().Offer()));
        }
    }

    private static void Welcome(WebApplication app, IStringLocalizer<Texts> localizer, TextWriter output)
    {
        foreach (var address in app.Urls)
        {
            output.WriteLine(localizer["已经打开，请用浏览器访问 {0}", address]);
        }

        if (app.Services.GetRequiredService<OfficeClock>().Pinned is not { } day)
        {
            return;
        }

        output.WriteLine(localizer["这是演示区，人都是编的，日子停在 {0}。", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]);
        foreach (var line in DemonstrationAccounts.Lines())
        {
            output.WriteLine(localizer.Of(line));
        }
    }
}
