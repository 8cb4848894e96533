using Rapport.Conversations.Moving;
using Rapport.Demo.Writing;
using Rapport.Interchange;
using Rapport.Members.Moving;

namespace Rapport.Demo.Loading;

/// Writes the demo brand as an archive of the interchange format, so that it comes in by the door every import takes.
static class BrandArchive
{
    public static void Write(Brand brand, Archive archive, DateOnly today)
    {
        var midnight = new DateTimeOffset(today, TimeOnly.MinValue, TimeSpan.Zero);
        var known = brand.Members.ToDictionary(m => m.Handle);
        using (var about = archive.Write<About>()) about.Add(new(Archive.Format, Archive.Version, "demo"));
        using (var members = archive.Write<MemberLine>())
            foreach (var m in brand.Members)
                members.Add(new() { Key = m.Handle, Handle = m.Handle, Name = m.Name, Role = m.Role, Title = m.Title, Bio = m.Bio, Language = m.Language, Zone = m.Zone, Joined = midnight.AddDays(m.Joined), Email = $"{m.Handle}@people.example" });
        using (var spaces = archive.Write<SpaceLine>())
            foreach (var s in brand.Spaces)
                spaces.Add(new() { Key = s.Slug, Slug = s.Slug, Name = s.Name, Description = s.Description, Audience = s.Audience, Language = s.Language, Guests = s.Invited ?? [] });
        using (var tags = archive.Write<TagLine>())
            foreach (var t in brand.Tags) tags.Add(new() { Key = t.Name, Summary = t.Description });
        using var topics = archive.Write<TopicLine>();
        using var replies = archive.Write<ReplyLine>();
        using var comments = archive.Write<CommentLine>();
        using var votes = archive.Write<VoteLine>();
        foreach (var topic in brand.Topics) Write(topic, topic.OpenedAt(today));

        void Write(TopicSheet topic, DateTimeOffset at)
        {
            topics.Add(new() { Key = topic.Key, Kind = topic.Kind, Space = topic.Space, Title = topic.Title, Words = new("markdown", topic.Body), Author = topic.Author, At = at, Tags = topic.Tags, Products = topic.Products });
            Vote(topic.Key, topic.Votes, topic.Author, at);
            for (var number = 1; number <= topic.Replies.Count; number++)
            {
                var (reply, key) = (topic.Replies[number - 1], $"{topic.Key}/{number}");
                var said = at.AddMinutes(reply.AfterMinutes);
                replies.Add(new() { Key = key, Topic = topic.Key, Words = new("markdown", reply.Body), Author = reply.Author, At = said, Accepted = reply.Accepted, AcceptedAt = reply.Accepted ? said.AddHours(5) : null, Official = reply.Official });
                Vote(key, reply.Votes, reply.Author, said);
                for (var place = 1; place <= reply.Comments.Count; place++)
                    comments.Add(new() { Key = $"{key}/{place}", Below = key, Words = new("markdown", reply.Comments[place - 1].Body), Author = reply.Comments[place - 1].Author, At = said.AddMinutes(reply.Comments[place - 1].AfterMinutes) });
            }
        }

        // The sheets say how many votes; who cast them is drawn from those who had joined, the same ones every time.
        void Vote(string post, int sum, string author, DateTimeOffset at)
        {
            var voters = brand.Members.Where(m => m.Handle != author && m.Role == "member" && midnight.AddDays(m.Joined) < at).OrderBy(m => Draw(post, m.Handle)).Take(Math.Abs(sum)).ToList();
            foreach (var (voter, turn) in voters.Select((v, i) => (v, i)))
            {
                var moment = at.AddHours(1 + 7 * turn);
                votes.Add(new() { Key = $"{post}:{voter.Handle}", Post = post, Member = voter.Handle, Value = Math.Sign(sum), At = moment < midnight ? moment : midnight.AddMinutes(-turn) });
            }
        }
    }

    static ulong Draw(string post, string handle) => System.IO.Hashing.XxHash3.HashToUInt64(System.Text.Encoding.UTF8.GetBytes(post + "|" + handle));
}
