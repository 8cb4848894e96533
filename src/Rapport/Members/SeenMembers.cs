namespace Rapport.Members;

/// Access is part of the query: who left is not found, and who signed up and never confirmed only by themselves.
public static class SeenMembers
{
    extension(IQueryable<Member> members)
    {
        public IQueryable<Member> VisibleTo(Me me)
        {
            var id = me.Id;
            return members.Where(m => m.LeftAt == null && (m.Email == null || m.ConfirmedAt != null || m.SignedUpAt == null || m.Id == id));
        }
    }
}
