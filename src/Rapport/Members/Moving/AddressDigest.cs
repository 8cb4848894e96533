using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Rapport.Kernel.Database;

namespace Rapport.Members.Moving;

/// Some systems tell no addresses, only digests of them. An imported member who has no more than that is found by whoever types the address,
/// and becomes theirs as every imported member does: by the mailbox.
public static partial class AddressDigest
{
    internal const string Source = "address", Kind = "member";

    /// As it is kept; null for what is no digest.
    public static string? Read(string? typed) => typed is not null && Shape().IsMatch(typed) ? typed.ToLowerInvariant() : null;

    public static string Md5(string address) => "md5:" + Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(address)));

    extension(Db db)
    {
        /// Gives an imported member without an address this one, where its digest says that it is theirs. It still has to be confirmed.
        public async Task Recognise(EmailAddress address)
        {
            var digests = new[] { Md5(address.Key), "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.Key))) };
            // One question whoever's the address is, so that the time it takes tells nothing.
            var found = await db.Set<ForeignId>().Where(f => f.Source == Source && f.Kind == Kind && digests.Contains(f.Key)).ToListAsync();
            if (found.Count == 0 || await db.Members.AnyAsync(m => m.EmailKey == address.Key)) return;
            var ids = found.ConvertAll(f => f.Id);
            var member = await db.Members.OrderBy(m => m.Id).FirstOrDefaultAsync(m => ids.Contains(m.Id) && m.EmailKey == null && m.LeftAt == null);
            if (member is null) return;
            member.UseAddress(address);
            db.RemoveRange(found);
            await db.Transact(() => db.SaveChangesAsync());
        }
    }

    [GeneratedRegex("^(md5:[0-9a-fA-F]{32}|sha256:[0-9a-fA-F]{64})$")]
    private static partial Regex Shape();
}
