using System.Threading.Channels;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Hosting;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Moving;

namespace Rapport.Interchange.Moves;

/// What was begun at this node and waits for its turn: its file lies here.
public sealed class Waiting
{
    readonly Channel<long> moves = Channel.CreateBounded<long>(10);

    public bool Add(long move) => moves.Writer.TryWrite(move);
    internal ChannelReader<long> Moves => moves.Reader;
}

/// Moves communities in and out, one after the other, while the site goes on. What breaks off is begun again and goes on where it was.
public sealed class MovingLoop(IServiceProvider services, Waiting waiting, Installation installation, TimeProvider clock, ILogger<MovingLoop> log) : Loop(log)
{
    /// How long a file lies here.
    static readonly TimeSpan Life = TimeSpan.FromDays(1);
    const string Folder = "moving";

    protected override async Task Run(CancellationToken cancel)
    {
        while (true)
        {
            Sweep();
            while (waiting.Moves.TryRead(out var id)) await Do(id, cancel);
            Succeeded();
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            pause.CancelAfter(TimeSpan.FromMinutes(10));
            try { await waiting.Moves.WaitToReadAsync(pause.Token); }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested) { }
        }
    }

    /// A folder of its own for a file that keeps its name.
    public static string FolderFor(Installation installation) => Directory.CreateDirectory(Path.Combine(installation.Folder(Folder), Guid.NewGuid().ToString("N"))).FullName;

    void Sweep()
    {
        foreach (var folder in Directory.EnumerateDirectories(installation.Folder(Folder)))
            if (Directory.GetLastWriteTimeUtc(folder) < clock.GetUtcNow().UtcDateTime - Life) Directory.Delete(folder, recursive: true);
    }

    async Task Do(long id, CancellationToken cancel)
    {
        var move = await Change(id, _ => { });
        if (move is not { IsOver: false }) return;
        Step? latest = null;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var beating = Beat(id, () => latest, over.Token);
        MoveReport? report = null;
        string? problem = null;
        try { report = move.Kind == MoveKind.Export ? await Out(move, s => latest = s, cancel) : await In(move, s => latest = s, cancel); }
        catch (Refused refused) { problem = Words().Say(refused); }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested) { problem = "The server was stopped. Go on: what came in already stays as it is."; }
        catch (Exception failure)
        {
            log.LogError(failure, "Moving {File} failed", move.File);
            problem = "It failed on our side; the server's log says why. Go on: what came in already stays as it is.";
        }
        await over.CancelAsync();
        await beating;
        await Change(id, m => m.End(report, problem, clock.GetUtcNow()));
        if (move.Kind == MoveKind.Import && problem is null) Directory.Delete(move.Folder, recursive: true);
    }

    /// Kept in the language of the first page: nobody in particular is told.
    Locale Words() => new(installation);

    async Task<MoveReport> In(Move move, Action<Step> said, CancellationToken cancel)
    {
        var format = Formats.All.First(f => f.Name == move.Format);
        var arriving = new Arriving(move.FilePath, new() { DryRun = move.Kind == MoveKind.Trial, Source = move.Source, WithRoles = move.WithRoles, WithPasswords = move.WithPasswords }) { Progress = said, Called = move.File };
        return MoveReport.Of(await format.Run(services, arriving, Cause.Import, cancel));
    }

    async Task<MoveReport> Out(Move move, Action<Step> said, CancellationToken cancel) =>
        MoveReport.Of(await new Export(services) { WithPasswords = move.WithPasswords, Progress = said }.To(move.FilePath, cancel));

    async Task Beat(long id, Func<Step?> latest, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (over.IsCancellationRequested || latest() is not { } step) continue;
            try { await Change(id, m => m.Beat(step, clock.GetUtcNow())); }
            catch (Exception problem) when (problem is not OperationCanceledException) { log.LogWarning(problem, "How far moving has come could not be noted"); }
        }
    }

    async Task<Move?> Change(long id, Action<Move> change)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var move = await db.Set<Move>().FirstOrDefaultAsync(m => m.Id == id);
        if (move is null) return null;
        change(move);
        await db.Save();
        return move;
    }
}
