using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Hosting;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Web;

namespace Rapport.Interchange.Moves;

/// Moves communities in and out, one after the other, while the site goes on. Of many nodes one does; when it dies, another goes on where it was.
public sealed class MovingLoop(IServiceProvider services, Luggage luggage, Installation installation, TimeProvider clock, ILogger<MovingLoop> log) : Loop(log)
{
    protected override async Task Run(CancellationToken cancel)
    {
        luggage.Sweep();
        while (true)
        {
            while (await Claim() is { } move) await Do(move, cancel);
            Succeeded();
            await Task.Delay(TimeSpan.FromSeconds(2), clock, cancel);
        }
    }

    async Task<T> With<T>(Func<Db, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<Db>());
    }

    /// The next one that nobody works on, where nobody works on any.
    Task<Move?> Claim() => With(async db =>
    {
        var (now, silent) = (clock.GetUtcNow(), clock.GetUtcNow() - Move.Silence);
        var open = await db.Set<Move>().Where(m => m.EndedAt == null).OrderBy(m => m.AskedAt).ToListAsync();
        if (open.Count == 0 || open.Exists(m => m.Node != null && m.BeatAt >= silent)) return null;
        var next = open[0];
        if (next.Tries >= Move.MostTries)
        {
            next.End(null, new("It broke off {n} times. The server's log may say why.", ("n", next.Tries)), now);
            await db.Save();
            return null;
        }
        var mine = 0;
        await db.Transact(async () => mine = await db.Set<Move>().Where(m => m.Id == next.Id && m.EndedAt == null && m.Tries == next.Tries && (m.Node == null || m.BeatAt < silent))
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.Node, installation.Node).SetProperty(m => m.BeatAt, now).SetProperty(m => m.Tries, m => m.Tries + 1)));
        return mine == 1 ? next : null;
    });

    async Task Do(Move move, CancellationToken cancel)
    {
        Step? latest = null;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var beating = Beat(move.Id, () => latest, over);
        var folder = luggage.Folder();
        (MoveReport? Report, Refused? Problem) end = (null, null);
        try
        {
            var file = Path.Combine(folder, move.File);
            end.Report = await With(db => move.Kind == MoveKind.Export ? Out(db, move, file, s => latest = s, over.Token) : In(db, move, file, s => latest = s, over.Token));
        }
        catch (Refused refused) { end.Problem = refused; }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            if (cancel.IsCancellationRequested) await GiveBack(move.Id);
            return;
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Moving {File} failed", move.File);
            end.Problem = failure is IOException || Refusals.IsAway(failure) ? new("The server's disk or database could not be used: {problem} Begin again when that is mended.", ("problem", failure.GetBaseException().Message.TrimEnd('.') + "."))
                : new(move.Kind == MoveKind.Import ? "It failed on our side; the server's log says why. Go on: what came in already stays as it is." : "It failed on our side; the server's log says why.");
        }
        finally
        {
            await over.CancelAsync();
            await beating;
            Directory.Delete(folder, recursive: true);
        }
        await With(async db =>
        {
            // What was kept of an export is in the move at hand; another may have stopped it meanwhile.
            if (await db.Set<Move>().FirstOrDefaultAsync(m => m.Id == move.Id && m.Node == installation.Node && m.EndedAt == null, CancellationToken.None) is not { } stored) return false;
            if (move.Kind == MoveKind.Export && end.Report is not null) stored.Keep(move.Pieces!, move.Bytes, move.KeptAt!.Value);
            stored.End(end.Report, end.Problem, clock.GetUtcNow());
            await db.Save();
            if (move.Kind == MoveKind.Import && end.Report is not null) await luggage.Drop(db, stored);
            return true;
        });
    }

    async Task<MoveReport> In(Db db, Move move, string file, Action<Step> said, CancellationToken cancel)
    {
        await using (var whole = File.Create(file)) await luggage.Write(db, move, whole, cancel);
        var format = Formats.All.First(f => f.Name == move.Format);
        var choices = new Choices { DryRun = move.Kind == MoveKind.Trial, Source = move.Source, Prefix = move.Prefix, WithRoles = move.WithRoles, WithPasswords = move.WithPasswords, Particulars = move.Particulars };
        return MoveReport.Of(await format.Run(services, new Arriving(file, choices) { Progress = said, Called = move.File }, Cause.Import, cancel));
    }

    async Task<MoveReport> Out(Db db, Move move, string file, Action<Step> said, CancellationToken cancel)
    {
        var about = await new Export(services) { WithPasswords = move.WithPasswords, Progress = said }.To(file, cancel);
        await luggage.Keep(db, move, file, cancel);
        return MoveReport.Of(about);
    }

    /// Says that it goes on, and how far it has come; ends it where it was stopped, or is another's by now.
    async Task Beat(long id, Func<Step?> latest, CancellationTokenSource over)
    {
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (over.IsCancellationRequested) return;
            try
            {
                var (now, step, mine) = (clock.GetUtcNow(), latest() ?? new("", 0, null), 0);
                await With(async db =>
                {
                    await db.Transact(async () => mine = await db.Set<Move>().Where(m => m.Id == id && m.Node == installation.Node && m.EndedAt == null)
                        .ExecuteUpdateAsync(s => s.SetProperty(m => m.BeatAt, now).SetProperty(m => m.Step, step.What).SetProperty(m => m.Done, step.Done).SetProperty(m => m.Of, step.Of)));
                    return mine;
                });
                if (mine == 0) await over.CancelAsync();
            }
            catch (Exception problem) { log.LogWarning(problem, "How far moving has come could not be noted"); }
        }
    }

    /// The server stops: another node goes on, or this one when it is back.
    Task GiveBack(long id) => With(async db =>
    {
        await db.Transact(() => db.Set<Move>().Where(m => m.Id == id && m.Node == installation.Node && m.EndedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.Node, (string?)null).SetProperty(m => m.Tries, m => m.Tries - 1)));
        return id;
    });
}
