using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rapport.Interchange.Moves;

namespace Rapport.Tests.Worlds;

public sealed partial class Given
{
    static int communities;

    /// Parts in a ZIP, as a browser hands them in.
    public static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in files)
                using (var entry = zip.CreateEntry(name).Open()) entry.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    /// The path of what became of a small community that Alma handed in; of bringing it in where she went on.
    public async Task<string> Move(bool go = false, bool broken = false)
    {
        var n = Interlocked.Increment(ref communities);
        using var alma = world.Visit(world.Cast.Alma);
        var file = Zip(("about.json", $$"""{"format":"rapport-interchange","version":{{(broken ? 99 : 2)}},"source":"place-{{n}}"}"""), ("tags.jsonl", $$"""{"key":"old-{{n}}"}""" + "\n{\n"), ("spells.jsonl", "{}\n"));
        var path = await Over((await alma.Submit(await alma.Get("/admin/moving"), "/admin/moving", new { file = ("old-place.zip", file) })).Location!);
        return go ? await Over((await alma.Submit(await alma.Get(path), "/go")).Location!) : path;
    }

    /// The path of an export that Alma asked for, when it is done.
    public async Task<string> Export()
    {
        using var alma = world.Visit(world.Cast.Alma);
        return await Over((await alma.Post("/admin/moving/export")).Location!);
    }

    /// Waits until a move is over.
    public async Task<string> Over(string path)
    {
        var id = long.Parse(path.Split('/')[^1]);
        await Waiting.Eventually(() => world.Query(db => db.Set<Move>().AnyAsync(m => m.Id == id && m.EndedAt != null)), "the move to end");
        return path;
    }
}
