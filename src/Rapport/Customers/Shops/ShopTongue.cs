using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rapport.Catalog;
using Rapport.Kernel;

namespace Rapport.Customers.Shops;

/// How one kind of shop signs and words its messages, and how it is asked for what we missed.
abstract class ShopTongue
{
    public static ShopTongue Of(ShopKind kind) => kind switch { ShopKind.Shopify => new Shopify(), ShopKind.WooCommerce => new WooCommerce(), _ => new OwnShop() };

    /// A greeting that carries nothing and is not signed.
    public virtual bool IsGreeting(IHeaderDictionary headers, byte[] body) => false;

    public abstract bool IsSigned(IHeaderDictionary headers, byte[] body, string secret, DateTimeOffset now);

    /// A small order as the shop would send it.
    public abstract (IHeaderDictionary Headers, byte[] Body) Sample(string secret, DateTimeOffset now);

    /// Null where a header is missing that every message has.
    public abstract ShopMessage? Message(IHeaderDictionary headers, byte[] body);

    public abstract ShopWord Read(string topic, JsonElement body);

    /// The address of the orders changed since then, oldest first, and how it is opened. Null for shops that cannot be asked.
    public virtual (Uri Address, IReadOnlyDictionary<string, string> Headers)? Ask(string shop, string access, DateTimeOffset since) => null;

    public virtual IEnumerable<JsonElement> Answered(JsonElement answer) => [];

    protected static bool Same(string? said, byte[] expected)
    {
        if (said is null) return false;
        var bytes = new byte[expected.Length + 3];
        return Convert.TryFromBase64String(said, bytes, out var written) && written == expected.Length && CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, written), expected);
    }

    protected static byte[] Hmac(string secret, byte[] body) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body);

    /// A number beyond 2^53 keeps every digit.
    protected static string Text(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value)
        ? value.ValueKind switch { JsonValueKind.String => value.GetString()!, JsonValueKind.Number => value.GetRawText(), _ => "" } : "";

    protected static string? Said(JsonElement of, string name) => Text(of, name) is { Length: > 0 } text ? text : null;

    protected static JsonElement Part(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var part) ? part : default;

    protected static IEnumerable<JsonElement> Parts(JsonElement of, string name) => Part(of, name) is { ValueKind: JsonValueKind.Array } parts ? parts.EnumerateArray() : [];

    protected static int Count(JsonElement of, string name) => Said(of, name) is not { } text ? throw new Refused("The message names no {name}.", ("name", name))
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : throw new Refused("{quantity} is not how many there are.", ("quantity", Short(text)));

    /// An instant with its zone; one without is UTC.
    protected static DateTimeOffset? When(JsonElement of, string name) => Said(of, name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at
        : throw new Refused("The message holds {date}, which is no date.", ("date", Short(text)));

    protected static DateTimeOffset Time(JsonElement of, params string[] names) => names.Select(n => When(of, n)).FirstOrDefault(t => t is not null) ?? throw new Refused("The message names no {name}.", ("name", names[0]));

    protected static string Currency(JsonElement of, string name = "currency") => Text(of, name).ToUpperInvariant() is var code && Money.IsKnown(code) ? code
        : throw (code.Length == 0 ? new Refused("The message names no {name}.", ("name", name)) : Said(of, "id") is not { } id ? new Refused("The message names no {name}.", ("name", "id"))
            : new Refused("The order {order} is in {currency}, which is no currency.", ("order", id), ("currency", Short(code))));

    protected static long Amount(string text, string currency) => text.Length == 0 ? 0
        : decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var amount) && Math.Abs(amount) < 1_000_000_000_000m
            ? (long)Math.Round(amount * (decimal)Math.Pow(10, Money.Digits(currency)), MidpointRounding.AwayFromZero)
            : throw new Refused("{price} is not a price.", ("price", Short(text)));

    protected static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
