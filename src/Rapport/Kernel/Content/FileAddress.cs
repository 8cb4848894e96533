using System.Globalization;
using System.Text.RegularExpressions;

namespace Rapport.Kernel.Content;

/// The address of a kept file as it stands in a text. A picture's carries its measures after `#`, so that the page can leave room for it before it comes.
public sealed partial record FileAddress(long Id, string Key, string Size, string Extension, int Width, int Height)
{
    public string Path => As(Size);

    public string As(string size) => $"/files/{Id}/{Key}/{size}.{Extension}";

    public string WithMeasures => Width > 0 ? $"{Path}#{Width}x{Height}" : Path;

    public static FileAddress? Read(string address)
    {
        if (Shape().Match(address) is not { Success: true } match || Mentions.Id(match.Groups["id"].ValueSpan) is not { } id) return null;
        return new(id, match.Groups["key"].Value, match.Groups["size"].Value, match.Groups["ext"].Value, Number(match.Groups["w"].Value), Number(match.Groups["h"].Value));
    }

    /// Addresses with commas between, as a form sends those of pictures; each once, and nothing that is none.
    public static IReadOnlyList<FileAddress> ReadAll(string? said) =>
        said is null ? [] : [.. said.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Read).OfType<FileAddress>().DistinctBy(a => a.Id)];

    static int Number(string digits) => digits.Length == 0 ? 0 : int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^/files/(?<id>[0-9]{1,16})/(?<key>[A-Za-z0-9_-]{22})/(?<size>[a-z0-9-]{1,60})\.(?<ext>[a-z0-9]{1,5})(?:#(?<w>[0-9]{1,5})x(?<h>[0-9]{1,5}))?$")]
    private static partial Regex Shape();
}
