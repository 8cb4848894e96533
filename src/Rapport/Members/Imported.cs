using Rapport.Kernel.Content;

namespace Rapport.Members;

public sealed partial class Member
{
    /// Somebody who comes from elsewhere, as they were known there. Without an address they cannot sign in until it is claimed.
    public void AsImported(string? bio, string? title, Role role, string language, string zone)
    {
        var about = Characters.Clean(bio ?? "").Trim();
        Bio = about.Length == 0 ? null : about.Length > 2_000 ? about[..2_000] : about;
        (Title, Role, Language) = (title, role, language);
        Zone = TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : "UTC";
    }
}
