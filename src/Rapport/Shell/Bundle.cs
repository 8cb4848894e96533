using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using System.Text.RegularExpressions;
using Rapport.Kernel;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;

namespace Rapport.Shell;

/// The styles and the scripts of every page, each sent as one file that a browser asks for once: read from wwwroot when the
/// server starts, so that nothing has to be built, and named by what is in it.
public sealed partial class Bundle
{
    static readonly string[] Styles = ["tokens", "base", "frame", "parts", "around", "forms", "lists", "posts", "catalog"];
    static readonly string[] Scripts = ["say", "confirm", "swap", "times", "menus", "small", "search-box", "sort", "look", "photo", "pictures", "editor"];

    readonly IWebHostEnvironment host;
    readonly Fingerprints fingerprints;
    readonly Installation installation;
    string? accent;
    BundledFile style, script;

    public Bundle(IWebHostEnvironment host, Fingerprints fingerprints, Installation installation)
    {
        (this.host, this.fingerprints, this.installation) = (host, fingerprints, installation);
        if (installation.Accent is { } said && !BrandColour.Is(said)) throw new InvalidOperationException($"The accent must be a colour like #2746c4, not \"{said}\".");
        (style, script) = (ReadStyle(), ReadScript());
    }

    public BundledFile Style => host.IsDevelopment() || accent != installation.Accent ? style = ReadStyle() : style;
    public BundledFile Script => host.IsDevelopment() ? script = ReadScript() : script;

    BundledFile ReadStyle()
    {
        accent = installation.Accent;
        return new("css", "text/css; charset=utf-8", Address().Replace(Read("css", Styles, text => text), file => $"url(\"{fingerprints[file.Groups[1].Value]}\")")
            + (accent is null ? "" : $":root {{ --accent: {accent}; }}\n"));
    }

    /// Each script in a block of its own, where its names stay.
    BundledFile ReadScript() => new("js", "text/javascript; charset=utf-8", Read("js", Scripts, text => $"{{\n{text}}}\n"));

    string Read(string kind, string[] names, Func<string, string> dress) => string.Concat(names.Select(name =>
    {
        using var reader = new StreamReader(host.WebRootFileProvider.GetFileInfo($"{kind}/{name}.{kind}").CreateReadStream());
        return dress(Spare().Replace(reader.ReadToEnd(), ""));
    }));

    /// What readers of the source need and browsers do not: remarks with lines of their own, and the space that lines begin with.
    [GeneratedRegex(@"^[ \t]*(//[^\n]*\n|/\*.*?\*/\s*|\n)|^[ \t]+", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Spare();

    public IResult Send(HttpContext context, string name) =>
        name == Style.Name ? new Sent(style) : name == Script.Name ? new Sent(script) : Results.NotFound();

    sealed class Sent(BundledFile file) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            var (response, accept) = (context.Response, context.Request.Headers.AcceptEncoding.ToString());
            var (bytes, encoding) = accept.Contains("br", StringComparison.Ordinal) ? (file.Brotli, "br")
                : accept.Contains("gzip", StringComparison.Ordinal) ? (file.Gzip, "gzip") : (file.Plain, null);
            (response.ContentType, response.ContentLength) = (file.Type, bytes.Length);
            response.Headers.CacheControl = "public, max-age=31536000, immutable";
            response.Headers.Vary = "Accept-Encoding";
            if (encoding is not null) response.Headers.ContentEncoding = encoding;
            return response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
        }
    }

    [GeneratedRegex("""url\("\.\./([^"]+)"\)""")]
    private static partial Regex Address();
}

/// One file of a bundle, in the forms browsers ask for.
public sealed class BundledFile(string kind, string type, string text)
{
    public byte[] Plain { get; } = Encoding.UTF8.GetBytes(text);
    public string Name { get; } = $"{XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text)):x16}.{kind}";
    public string Path => $"/assets/{Name}";
    public string Type => type;
    public byte[] Brotli => field ??= Compress(stream => new BrotliStream(stream, CompressionLevel.SmallestSize));
    public byte[] Gzip => field ??= Compress(stream => new GZipStream(stream, CompressionLevel.SmallestSize));

    byte[] Compress(Func<Stream, Stream> into)
    {
        using var buffer = new MemoryStream();
        using (var stream = into(buffer)) stream.Write(Plain);
        return buffer.ToArray();
    }
}
