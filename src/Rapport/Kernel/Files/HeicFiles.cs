using System.IO.Hashing;

namespace Rapport.Kernel.Files;

/// What a browser reads HEIC pictures with where it cannot by itself. It runs in a worker, whose own policy allows WebAssembly; the policy of pages never does.
public sealed class HeicFiles
{
    const string Policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

    static readonly Dictionary<string, string> Types = new() { ["worker.js"] = "text/javascript; charset=utf-8", ["libheif.js"] = "text/javascript; charset=utf-8", ["libheif.wasm"] = "application/wasm" };

    readonly string folder = Path.Combine(AppContext.BaseDirectory, "heic");
    readonly Lazy<string> version;

    public HeicFiles() => version = new(() =>
    {
        var hash = new XxHash3();
        foreach (var name in Types.Keys) hash.Append(File.ReadAllBytes(Path.Combine(folder, name)));
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    });

    /// The script of the worker; what it loads lies beside it.
    public string Worker => $"/heic/{version.Value}/worker.js";

    public IResult Send(string asked, string name, HttpResponse response)
    {
        if (asked != version.Value || !Types.TryGetValue(name, out var type)) throw new NotFound();
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.File(Path.Combine(folder, name), type);
    }
}
