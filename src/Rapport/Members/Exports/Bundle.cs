using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Rapport.Kernel.Languages;

namespace Rapport.Members.Exports;

/// The ZIP under way: a JSON file for each kind of rows, the files, and a page that shows them to people.
sealed class Bundle
{
    const int MostShown = 1_000;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    readonly Locale words;
    readonly MemoryStream bytes = new();
    readonly ZipArchive zip;
    readonly StringBuilder page = new();
    readonly HashSet<string> names = ["index.html"];

    public Bundle(Locale words) => (this.words, zip) = (words, new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true));

    public void Add(PersonalRows rows)
    {
        var name = Free(rows.Name + ".json");
        using (var entry = zip.CreateEntry(name).Open()) JsonSerializer.Serialize(entry, rows.Rows, Json);
        page.Append($"<h2 id=\"{E(name)}\"><a href=\"{E(name)}\">{E(rows.Name)}</a> ({rows.Rows.Count})</h2>\n");
        foreach (var row in rows.Rows.Take(MostShown)) Show(JsonSerializer.SerializeToElement(row, Json));
        if (rows.Rows.Count > MostShown) page.Append($"<p>{E(words.Say("All of them are in the file {name}.", ("name", name)))}</p>");
    }

    public async Task Add(PersonalFile file)
    {
        var name = Free("files/" + string.Concat(file.Name.Split('/', '\\')[^1].Where(c => !char.IsControl(c) && c is not ':')));
        await using (var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open()) await file.Write(entry);
        page.Append($"<p><a href=\"{E(name)}\">{E(name)}</a></p>\n");
    }

    public byte[] Close(Member member)
    {
        using (var entry = new StreamWriter(zip.CreateEntry("index.html").Open()))
            entry.Write($$"""
                <!doctype html><html lang="{{words.Code}}" dir="{{words.Direction}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{E(member.Name)}}</title>
                <style>body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;padding:1rem 0;border-top:1px solid #ccc}dt{color:#555}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}</style></head>
                <body><h1 dir="auto">{{E(member.Name)}}</h1><p>{{E(words.Say("Everything we keep about you. Each list is also a file that machines can read."))}}</p>
                {{page}}</body></html>
                """);
        zip.Dispose();
        return bytes.ToArray();
    }

    void Show(JsonElement row)
    {
        if (row.ValueKind != JsonValueKind.Object) { page.Append($"<p>{E(row.ToString())}</p>"); return; }
        page.Append("<dl>");
        foreach (var field in row.EnumerateObject())
            if (field.Value.ValueKind != JsonValueKind.Null) page.Append($"<dt>{E(field.Name)}</dt><dd dir=\"auto\">{E(field.Value.ToString())}</dd>");
        page.Append("</dl>\n");
    }

    string Free(string name)
    {
        var (free, dot) = (name, name.LastIndexOf('.'));
        for (var number = 2; !names.Add(free); number++) free = dot < 0 ? $"{name}-{number}" : $"{name[..dot]}-{number}{name[dot..]}";
        return free;
    }

    static string E(string text) => WebUtility.HtmlEncode(text);
}
