using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Rapport.Kernel.Database;
using Rapport.Kernel.Web;

namespace Rapport.Members.KeptForms;

/// What somebody was writing when they turned out not to be signed in. It waits a week for them to come back.
public sealed class KeptForm
{
    public const string Parameter = "kept";
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);
    const int MostBytes = 200_000;

    /// The hash of the token that the visitor carries along.
    public required string Token { get; init; }

    /// Nobody until the visitor has signed in; from then on only theirs.
    public long? MemberId { get; set; }

    /// Where the form goes, and the page it stands on.
    public required string Action { get; init; }
    public required string From { get; init; }
    public required string Fields { get; init; }
    public DateTimeOffset At { get; init; }

    /// There was more in it: files, or words beyond what is kept.
    public bool IsPart { get; init; }

    /// Keeps the fields, in their order as far as they fit, never a password; gives the address of the page with the token in it.
    public static (KeptForm, string Then) Of(string action, string from, IFormCollection form, DateTimeOffset now)
    {
        var kept = new Dictionary<string, string?[]>();
        var (room, part) = (MostBytes, form.Files.Any(f => f.Length > 0));
        foreach (var (name, values) in form)
        {
            if (name is Acts.Field or Sender.Field || name.Contains("password", StringComparison.OrdinalIgnoreCase)) continue;
            var size = Encoding.UTF8.GetByteCount(name) + values.Sum(v => Encoding.UTF8.GetByteCount(v ?? ""));
            if (size > room) { part = true; continue; }
            room -= size;
            kept[name] = values.ToArray();
        }
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var row = new KeptForm { Token = Hash(token), Action = action, From = from, Fields = JsonSerializer.Serialize(kept), At = now, IsPart = part };
        return (row, QueryHelpers.AddQueryString(Without(from), Parameter, token));
    }

    public IEnumerable<KeyValuePair<string, StringValues>> Read() =>
        JsonSerializer.Deserialize<Dictionary<string, string?[]>>(Fields)!.Select(f => KeyValuePair.Create(f.Key, new StringValues(f.Value)));

    public static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// The token that an address carries, where it carries one.
    public static string? TokenIn(string? address)
    {
        var query = address?.IndexOf('?', StringComparison.Ordinal) ?? -1;
        return query < 0 ? null : QueryHelpers.ParseQuery(address![query..]).TryGetValue(Parameter, out var token) ? token.ToString() : null;
    }

    static string Without(string address)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal);
        if (query < 0) return address;
        var rest = QueryHelpers.ParseQuery(address[query..]).Where(p => p.Key != Parameter).SelectMany(p => p.Value, (p, v) => KeyValuePair.Create(p.Key, v));
        return QueryHelpers.AddQueryString(address[..query], rest);
    }
}
