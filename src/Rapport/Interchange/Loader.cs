using System.IO.Hashing;
using System.Text.Json;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Interchange;

/// Reads an archive into the community, in small transactions. A line that is already here is left as it is, so that a second
/// run changes nothing and an interrupted one goes on. A dry run does everything but keep it.
public sealed partial class Loader(IServiceProvider services, Archive archive, Cause cause, bool dry = false)
{
    const int Chunk = 200;

    readonly Report report = new();
    readonly HashSet<string> dryKeys = [];
    readonly HashSet<string> led = [];
    string source = "";
    int withheld;

    /// Gives the roles that the archive names. Otherwise everybody comes in as a member: an archive is no reason to trust anybody with the community.
    public bool WithRoles { get; init; }

    /// Told of progress: the kind and how many lines of it were read.
    public Action<string, int>? Progress { get; init; }

    public async Task<Report> Run(CancellationToken cancel = default)
    {
        source = archive.About().Source;
        report.Left = [.. archive.Read<LeftLine>()];
        await LoadMembers(cancel);
        if (withheld > 0) report.Left = [.. report.Left, new("roles beyond member", withheld, "they are given only where the import is run with roles")];
        await LoadSpaces(cancel);
        await LoadTags(cancel);
        await LoadTopics(cancel);
        await LoadReplies(cancel);
        await LoadComments(cancel);
        await LoadTallies(cancel);
        await LoadVotes(cancel);
        await LoadLinks(cancel);
        if (!dry) await Recount(cancel);
        return report;
    }

    /// One transaction's worth of lines, with what is known here of the things they name.
    sealed class Batch<T>(Db db, string source, IReadOnlyList<T> lines, Dictionary<(string Kind, string Key), long> known)
    {
        public Db Db => db;

        /// The lines that are not here yet.
        public IReadOnlyList<T> Lines => lines;
        public List<Event> Events { get; } = [];

        public long? Find(string? key, params ReadOnlySpan<string> kinds)
        {
            if (key is null) return null;
            foreach (var kind in kinds)
                if (known.TryGetValue((kind, key), out var id)) return id;
            return null;
        }

        public void Know(string kind, string key, long id, long print)
        {
            known[(kind, key)] = id;
            db.Add(new ForeignId { Source = source, Kind = kind, Key = key, Id = id, Print = print });
        }

        public long Print(T line) => PrintOf(line);
    }

    static long PrintOf<T>(T line) => (long)XxHash3.HashToUInt64(JsonSerializer.SerializeToUtf8Bytes(line, typeof(T), LineJson.Default));

    /// Lines of one kind, batch by batch: sorts out what is known, changed or said twice, resolves what the rest names, and stores it.
    async Task Each<T>(string kind, string name, Func<T, IEnumerable<(string Kind, string? Key)>> names, Func<Batch<T>, Task> store, Func<T, string>? called = null, CancellationToken cancel = default) where T : Line
    {
        _ = report[name];
        foreach (var lines in archive.Read<T>().Chunk(Chunk))
        {
            cancel.ThrowIfCancellationRequested();
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<Db>();
            db.Acting.Cause = cause;
            var here = await Here(db, lines.SelectMany(l => names(l).Append((kind, l.Key))));
            var fresh = new List<T>();
            var seen = new HashSet<string>();
            foreach (var line in lines)
            {
                var said = called?.Invoke(line) ?? name;
                report[said].Read++;
                if (!seen.Add(line.Key)) report.Refuse(said, line.Key, "the archive holds this key twice");
                else if (!here.TryGetValue((kind, line.Key), out var mine)) fresh.Add(line);
                else if (mine.Print == PrintOf(line)) Unchanged(said, line);
                else if (await Change(db, kind, line, mine)) report[said].Changed++;
                else Unchanged(said, line);
            }
            var batch = new Batch<T>(db, source, fresh, here.ToDictionary(h => h.Key, h => h.Value.Id));
            // Looking for changes at every Add would look at the whole batch each time; Save looks once.
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            await store(batch);
            db.ChangeTracker.AutoDetectChangesEnabled = true;
            if (!dry) await db.Save(batch.Events);
            else dryKeys.UnionWith(fresh.Select(l => $"{kind}:{l.Key}"));
            Progress?.Invoke(name, report[name].Read);
        }
    }

    async Task<Dictionary<(string Kind, string Key), ForeignId>> Here(Db db, IEnumerable<(string Kind, string? Key)> wanted)
    {
        var here = new Dictionary<(string, string), ForeignId>();
        foreach (var group in wanted.Where(w => w.Key is not null).Distinct().GroupBy(w => w.Kind))
        {
            var keys = group.Select(w => w.Key!).ToList();
            foreach (var found in await db.Set<ForeignId>().Where(f => f.Source == source && f.Kind == group.Key && keys.Contains(f.Key)).ToListAsync())
                here[(found.Kind, found.Key)] = found;
            // In a dry run, what the earlier kinds would have stored counts as here.
            if (dry) foreach (var key in keys.Where(k => dryKeys.Contains($"{group.Key}:{k}"))) here.TryAdd((group.Key, key), new() { Source = source, Kind = group.Key, Key = key, Id = -1 });
        }
        return here;
    }

    void Unchanged(string name, Line line)
    {
        report[name].Unchanged++;
        if (line is ReplyLine { Accepted: true }) Also("accepted answers", 1);
        if (line is TallyLine tally) Also(tally.Post.StartsWith("comment:", StringComparison.Ordinal) ? "comment votes" : "votes", tally.Up + tally.Down);
    }

    void Also(string name, int count) => (report[name].Read, report[name].Unchanged) = (report[name].Read + count, report[name].Unchanged + count);

    void Stored(string name) => report[name].Stored++;
}
