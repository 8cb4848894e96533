using System.Text.RegularExpressions;
using Rapport.Kernel;
using Rapport.Kernel.Content;

namespace Rapport.Catalog;

/// How the shop's pages and ours share the work: whose page of a product search engines should show, and which origins of the shop may show parts of ours.
public sealed partial record StorefrontSettings
{
    public const int MostOrigins = 20;

    /// The shop's page of a product is the one for search engines and carries its schema.org data; else ours is and does. Never both.
    public bool IsCanonical { get; init; }

    /// https://shop.example.com. Each stands in a header: whatever else an archive brings is no origin.
    public IReadOnlyList<string> Origins { get; init => field = value is null ? [] : [.. value.Where(o => Shape().IsMatch(o)).Take(MostOrigins)]; } = [];

    /// The shop's page of a product, where that is the one that counts; null where ours is: for what the shop shows no page of, or no longer sells, it always is.
    public string? PageOf(Product product) => IsCanonical && !product.IsRetired ? product.Link : null;

    /// One a line, as they were typed: with a path or without, and https where nothing is said.
    public static IReadOnlyList<string> Read(string? typed)
    {
        var origins = Characters.Clean(typed ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Origin).Distinct().ToList();
        return origins.Count <= MostOrigins ? origins : throw new Refused("Name up to {most} addresses.", ("most", MostOrigins)) { Field = "origins" };
    }

    static string Origin(string typed)
    {
        var whole = typed.Contains("://", StringComparison.Ordinal) ? typed : "https://" + typed;
        if (Uri.TryCreate(whole, UriKind.Absolute, out var address) && address.UserInfo.Length == 0)
        {
            var origin = $"{address.Scheme}://{address.IdnHost}{(address.IsDefaultPort ? "" : $":{address.Port}")}";
            if (Shape().IsMatch(origin)) return origin;
        }
        throw new Refused("{address} is not the address of a shop, such as https://shop.example.com.", ("address", typed.Length > 100 ? typed[..100] + "…" : typed)) { Field = "origins" };
    }

    [GeneratedRegex(@"^https?://[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?(:[0-9]{1,5})?\z")]
    private static partial Regex Shape();
}
