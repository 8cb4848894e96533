using System.Collections.Frozen;
using System.Text.Json;

namespace Rapport.Kernel.Pages;

/// The addresses of our own styles and scripts with their fingerprint, so that browsers may keep them for good.
public sealed class Fingerprints
{
    readonly FrozenDictionary<string, string> routes;

    public Fingerprints()
    {
        var manifest = Path.Combine(AppContext.BaseDirectory, "rapport.staticwebassets.endpoints.json");
        var found = new Dictionary<string, string>();
        if (File.Exists(manifest))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(manifest));
            foreach (var endpoint in document.RootElement.GetProperty("Endpoints").EnumerateArray())
                foreach (var property in endpoint.GetProperty("EndpointProperties").EnumerateArray())
                    if (property.GetProperty("Name").GetString() == "label" && endpoint.GetProperty("Selectors").GetArrayLength() == 0)
                        found[property.GetProperty("Value").GetString()!] = "/" + endpoint.GetProperty("Route").GetString();
        }
        routes = found.ToFrozenDictionary();
    }

    public string this[string path] => routes.GetValueOrDefault(path, "/" + path);
}
