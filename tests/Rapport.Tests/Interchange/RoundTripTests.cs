using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Interchange;
using Rapport.Kernel.Moving;

namespace Rapport.Tests.Interchange;

/// A community leaves one database and arrives in the other as it was.
public abstract class RoundTripTests(Engine engine)
{
    Engine Other => engine == Engine.Sqlite ? Engine.Postgres : Engine.Sqlite;

    static string Place(string ending = ".zip") => Path.Combine(Directory.CreateTempSubdirectory("rapport-move-").FullName, "community" + ending);

    [Fact]
    public async Task What_is_exported_imported_into_the_other_database_and_exported_again_is_the_same()
    {
        Home.SkipWithout(Engine.Postgres);
        await using var here = await World.Start(engine);
        await new Life(here).Live();
        var (first, second) = (Place(), Place());
        await new Export(here.Services) { WithPasswords = true }.To(first);

        await using var there = await Home.Make(Other);
        var said = await Terminal.Rapport(there, "import", first, "--with-roles", "--with-passwords");
        Assert.True(said.Code == 0, said.Error + said.Out);
        Assert.DoesNotContain("refused:", said.Out);
        Assert.DoesNotContain("not kept:", said.Out);
        var again = await Terminal.Rapport(there, "export", second, "--with-passwords");
        Assert.True(again.Code == 0, again.Error);

        var (before, after) = (Parts(first), Parts(second));
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, bytes) in before) Assert.True(bytes.SequenceEqual(after[name]), name + " differs:\n" + Difference(bytes, after[name]));
        Assert.Contains(before.Keys, k => k.StartsWith("files/", StringComparison.Ordinal));
    }

    /// A column that is empty everywhere in the community of this test could be lost without anybody noticing.
    [Fact]
    public async Task Every_part_and_every_column_was_seen_to_survive()
    {
        await using var here = await World.Start(engine);
        await new Life(here).Live();
        var archive = Place();
        var about = await new Export(here.Services) { WithPasswords = true }.To(archive);

        var parts = Parts(archive);
        var unseen = here.Services.GetServices<Records>().Where(r => !parts.ContainsKey(r.Name + ".jsonl")).Select(r => r.Name + " is empty")
            .Concat(about.Parts.SelectMany(p => p.Columns.Where(c => !Encoding.UTF8.GetString(parts[p.Name]).Contains($"\"{c.Replace("opening.", "")}\":", StringComparison.Ordinal)).Select(c => $"{p.Name}: {c}"))).ToList();
        Assert.True(unseen.Count == 0, "Let the community of this test (Life) have them:\n" + string.Join('\n', unseen));
    }

    static Dictionary<string, byte[]> Parts(string archive)
    {
        using var zip = ZipFile.OpenRead(archive);
        return zip.Entries.Where(e => e.Name != "about.json").ToDictionary(e => e.FullName, e =>
        {
            using var bytes = new MemoryStream();
            using var stream = e.Open();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        });
    }

    static string Difference(byte[] before, byte[] after)
    {
        var (a, b) = (Encoding.UTF8.GetString(before).Split('\n'), Encoding.UTF8.GetString(after).Split('\n'));
        return string.Join('\n', a.Zip(b).Where(p => p.First != p.Second).Take(3).Select(p => $"- {p.First}\n+ {p.Second}")) + $"\n{a.Length} lines, {b.Length} after";
    }
}

public sealed class RoundTripTestsOnSqlite() : RoundTripTests(Engine.Sqlite);
public sealed class RoundTripTestsOnPostgres() : RoundTripTests(Engine.Postgres);
