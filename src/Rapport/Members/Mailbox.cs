using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Web;
using Rapport.Members.Legal;
using Rapport.Members.Setup;
using Rapport.Members.SignUp;

namespace Rapport.Members;

/// Who writes by a link that went to their mailbox, without signing in.
public static class Mailbox
{
    extension(Db db)
    {
        /// The member whose mailbox it is, found or made, into what Save stores, with what is to be told of it. Who is made agrees to the legal pages, which the form names.
        public async Task<(Member Member, IReadOnlyList<Event> Told)> HolderOf(EmailAddress address, string name, string language, PageCache cache)
        {
            var (key, now) = (address.Key, db.Clock.GetUtcNow());
            if (await db.Members.FirstOrDefaultAsync(m => m.EmailKey == key) is { } known)
            {
                if (!known.MaySignInAt(now)) throw new Refused("This account is suspended.");
                // Whoever typed this address into the form of a sign-up never showed that it is theirs; nor is the name they chose.
                if (known is { IsUnconfirmed: true, IsUnclaimed: false }) known.Describe(name, known.Title, null);
                return (known, known.Claim(now) ? [new MemberJoined(known)] : []);
            }
            await db.DemandSetUp();
            var member = new Member(db.NewId(), name, await Handles.For(db, name), now);
            member.UseAddress(address);
            member.Prefer(language, member.Zone);
            member.Confirm(now);
            db.Add(member);
            await db.Agree(member, (await db.Asked(cache)).Texts);
            return (member, [new MemberJoined(member)]);
        }

        /// The names and paths of the legal pages that whoever joins agrees to.
        public async Task<IReadOnlyList<(string Name, string Path)>> AgreedByJoining(PageCache cache, Func<string, string> say) =>
            [.. (await db.Asked(cache)).Texts.Select(t => (LegalNames.Of(t.Page, say), $"/legal/{t.Page}"))];
    }
}
