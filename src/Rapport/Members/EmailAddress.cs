using System.Globalization;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using Rapport.Kernel;

namespace Rapport.Members;

/// An e-mail address as it was typed, and as it is compared.
public sealed record EmailAddress
{
    EmailAddress(string text) => (Text, Key) = (text, text.ToLowerInvariant());

    public string Text { get; }
    public string Key { get; }

    /// Tells addresses apart without naming them, for what is kept about strangers.
    public string Hash => HashOf(Key);

    public static EmailAddress Of(string? typed, string field = "email")
    {
        var text = (typed ?? "").Trim().Normalize(NormalizationForm.FormC);
        if (text.Length == 0) throw new Refused("Write your e-mail address.") { Field = field };
        if (text.Length > 254 || text.Any(Unfit) || !MailAddress.TryCreate(text, out var parsed) || parsed.Address != text
            || !IsHost(parsed.Host))
            throw new Refused("Write an e-mail address in the form name@example.com.") { Field = field };
        return new(text);
    }

    /// A name that can stand in the mail system; an address of a machine cannot, in brackets or without.
    static bool IsHost(string host)
    {
        var labels = host.Split('.');
        return labels.All(label => label.Length is > 0 and < 64 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsLetterOrDigit(c) || c == '-' || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
            && !labels[^1].All(char.IsAsciiDigit);
    }

    static bool Unfit(char c) => char.IsWhiteSpace(c) || c is '<' or '>' or '"' or ',' or ';'
        || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse;

    public static string HashOf(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
