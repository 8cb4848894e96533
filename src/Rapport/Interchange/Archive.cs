using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rapport.Kernel;

namespace Rapport.Interchange;

/// A folder of JSON Lines: one file for each kind of thing, UTF-8, one object a line, and about.json.
public sealed class Archive(string folder)
{
    public const string Format = "rapport-interchange";
    public const int Version = 1;

    static readonly LineJson Json = new(new JsonSerializerOptions(LineJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public string Folder => folder;

    public About About() => Read<About>("about.json").Single() switch
    {
        { Format: not Format } => throw new Refused("This folder is not an archive in the interchange format."),
        { Version: > Version } about => throw new Refused("The archive has version {version} of the format; this build reads up to {known}.", ("version", about.Version), ("known", Version)),
        var about => about,
    };

    public IEnumerable<T> Read<T>(string file)
    {
        var path = Path.Combine(folder, file);
        if (!File.Exists(path)) yield break;
        var number = 0;
        foreach (var line in File.ReadLines(path, Encoding.UTF8))
        {
            number++;
            if (line.Length > 0) yield return Parse<T>(line, file, number);
        }
    }

    static T Parse<T>(string line, string file, int number)
    {
        try { return JsonSerializer.Deserialize(line, (JsonTypeInfo<T>)Json.GetTypeInfo(typeof(T))!)!; }
        catch (JsonException problem) { throw new Refused("{file}, line {line}: {problem}", ("file", file), ("line", number), ("problem", problem.Message)); }
    }

    public static string FileOf<T>() => typeof(T).Name switch
    {
        nameof(MemberLine) => "members.jsonl",
        nameof(SpaceLine) => "spaces.jsonl",
        nameof(TagLine) => "tags.jsonl",
        nameof(TopicLine) => "topics.jsonl",
        nameof(ReplyLine) => "replies.jsonl",
        nameof(CommentLine) => "comments.jsonl",
        nameof(TallyLine) => "tallies.jsonl",
        nameof(VoteLine) => "votes.jsonl",
        nameof(LinkLine) => "links.jsonl",
        nameof(LeftLine) => "left.jsonl",
        nameof(Interchange.About) => "about.json",
        var other => throw new ArgumentException(other),
    };

    public IEnumerable<T> Read<T>() => Read<T>(FileOf<T>());

    /// Opens the file of a kind for writing; what was there is replaced.
    public Writer<T> Write<T>() => new(new StreamWriter(Path.Combine(Directory.CreateDirectory(folder).FullName, FileOf<T>()), append: false, new UTF8Encoding(false)));

    public sealed class Writer<T>(StreamWriter to) : IDisposable
    {
        public void Add(T line) => to.WriteLine(JsonSerializer.Serialize(line, (JsonTypeInfo<T>)Json.GetTypeInfo(typeof(T))!));
        public void Dispose() => to.Dispose();
    }
}
