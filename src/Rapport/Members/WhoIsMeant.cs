using Rapport.Kernel;
using Rapport.Kernel.Database;

namespace Rapport.Members;

public static class WhoIsMeant
{
    extension(Db db)
    {
        /// Whom an administrator means by a handle or an e-mail address, in the field "who".
        public async Task<Member> Meant(string? said)
        {
            var who = said is { Length: > 0 and <= 300 } ? said.Trim().TrimStart('@').ToLowerInvariant() : "";
            return await db.Members.FirstOrDefaultAsync(m => (m.Handle == who || m.EmailKey == who) && m.LeftAt == null) ?? throw new Refused("Nobody here has this handle or e-mail address.") { Field = "who" };
        }
    }
}
