using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Rapport.Kernel.Database;

namespace Rapport.Kernel.Files;

/// Lets somebody without an account send pictures for a day: it is given out with a form that takes them.
public sealed class UploadPass(IDataProtectionProvider protection, TimeProvider clock)
{
    public const string Header = "Upload-Pass";

    /// So many pictures of nobody may wait for their words at once.
    public const int MostWaiting = 1_000;

    readonly IDataProtector seal = protection.CreateProtector("files.upload");

    public string Make() => seal.Protect(clock.GetUtcNow().AddDays(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    public async Task Check(HttpRequest request, Db db)
    {
        if (!Opens(request.Headers[Header].ToString())) throw new SignInNeeded();
        var since = clock.GetUtcNow().AddDays(-1);
        if (await db.Files.CountAsync(f => f.Owner == null && f.CreatedAt > since && !db.Set<FileUse>().Any(u => u.File == f.Id)) >= MostWaiting)
            throw new Refused("So many pictures came today that only members may send more. Send your words now; they stand without pictures too.");
    }

    bool Opens(string pass)
    {
        try { return pass.Length is > 0 and < 1_000 && long.Parse(seal.Unprotect(pass), CultureInfo.InvariantCulture) > clock.GetUtcNow().ToUnixTimeSeconds(); }
        catch (CryptographicException) { return false; }
    }
}
