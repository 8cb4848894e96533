using Rapport.Conversations;
using Rapport.Conversations.Moving;
using Rapport.Demo.Writing;
using Rapport.Interchange;
using Rapport.Kernel.Content;
using Rapport.Members.Moving;
using Rapport.Reviews.Moving;

namespace Rapport.Demo.Loading;

/// Writes the demo brand as an archive of the interchange format, so that it comes in by the door every import takes.
static class BrandArchive
{
    const string Reviews = "reviews";

    public static void Write(Brand brand, Archive archive, DateOnly today)
    {
        var midnight = new DateTimeOffset(today, TimeOnly.MinValue, TimeSpan.Zero);
        var known = brand.Members.ToDictionary(m => m.Handle);
        using (var about = archive.Write<About>()) about.Add(new(Archive.Format, Archive.Version, "demo"));
        using (var members = archive.Write<MemberLine>())
        {
            foreach (var m in brand.Members)
                members.Add(new() { Key = m.Handle, Handle = m.Handle, Name = m.Name, Role = m.Role, Title = m.Title, Bio = m.Bio, Language = m.Language, Zone = m.Zone, Joined = midnight.AddDays(m.Joined), Email = $"{m.Handle}@people.example" });
            foreach (var n in brand.Desk.Newcomers) members.Add(new() { Key = n.Handle, Handle = n.Handle, Name = n.Name, Joined = midnight.AddDays(n.Day), Email = $"{n.Handle}@people.example" });
            foreach (var n in brand.Trust.Newcomers) members.Add(new() { Key = n.Handle, Handle = n.Handle, Name = n.Name, Joined = midnight.AddDays(n.Day), Email = $"{n.Handle}@people.example" });
        }
        using (var spaces = archive.Write<SpaceLine>())
        {
            foreach (var s in brand.Spaces)
                spaces.Add(new() { Key = s.Slug, Slug = s.Slug, Name = s.Name, Description = s.Description, Audience = s.Audience, Language = s.Language, Guests = s.Invited ?? [] });
            spaces.Add(new() { Key = Reviews, Name = "Reviews", Purpose = "reviews" });
        }
        using (var tags = archive.Write<TagLine>())
            foreach (var t in brand.Tags) tags.Add(new() { Key = t.Name, Summary = t.Description });
        using var topics = archive.Write<TopicLine>();
        using var replies = archive.Write<ReplyLine>();
        using var comments = archive.Write<CommentLine>();
        using var votes = archive.Write<VoteLine>();
        using var reviews = archive.Write<ReviewLine>();
        foreach (var topic in brand.Topics) Write(topic, topic.OpenedAt(today));
        foreach (var review in brand.Reviews) Review(review, review.WrittenAt(today));

        void Write(TopicSheet topic, DateTimeOffset at)
        {
            topics.Add(new() { Key = topic.Key, Kind = topic.Kind, Space = topic.Space, Title = topic.Title, Words = new("markdown", topic.Body), Author = topic.Author, At = at, Tags = topic.Tags, Products = topic.Products });
            Vote(topic.Key, Math.Max(0, topic.Votes), Math.Max(0, -topic.Votes), topic.Author, at);
            Reply(topic.Key, topic.Replies, at);
        }

        void Review(ReviewSheet review, DateTimeOffset at)
        {
            topics.Add(new() { Key = review.Key, Kind = "review", Space = Reviews, Title = Topic.Headline(review.Title, Content.Markdown(review.Body)), Words = new("markdown", review.Body), Author = review.Author, At = at, Products = [review.Product] });
            reviews.Add(new() { Key = review.Key, Product = review.Product, Stars = review.Stars, Headed = review.Title is not null, Good = review.Good, Bad = review.Bad });
            Vote(review.Key, review.Helpful, review.Unhelpful, review.Author, at);
            Reply(review.Key, review.Replies, at);
        }

        void Reply(string topic, IReadOnlyList<ReplySheet> sheets, DateTimeOffset at)
        {
            for (var number = 1; number <= sheets.Count; number++)
            {
                var (reply, key) = (sheets[number - 1], $"{topic}/{number}");
                var said = at.AddMinutes(reply.AfterMinutes);
                replies.Add(new() { Key = key, Topic = topic, Words = new("markdown", reply.Body), Author = reply.Author, At = said, Accepted = reply.Accepted, AcceptedAt = reply.Accepted ? said.AddHours(5) : null, Official = reply.Official });
                Vote(key, Math.Max(0, reply.Votes), Math.Max(0, -reply.Votes), reply.Author, said);
                for (var place = 1; place <= reply.Comments.Count; place++)
                    comments.Add(new() { Key = $"{key}/{place}", Below = key, Words = new("markdown", reply.Comments[place - 1].Body), Author = reply.Comments[place - 1].Author, At = said.AddMinutes(reply.Comments[place - 1].AfterMinutes) });
            }
        }

        // The sheets say how many votes; who cast them is drawn from those who had joined.
        void Vote(string post, int up, int down, string author, DateTimeOffset at)
        {
            var voters = brand.Members.Where(m => m.Handle != author && m.Role == "member" && midnight.AddDays(m.Joined) < at).OrderBy(m => Drawn.Of($"{post}|{m.Handle}")).Take(up + down).ToList();
            foreach (var (voter, turn) in voters.Select((v, i) => (v, i)))
            {
                var moment = at.AddHours(1 + 7 * turn);
                votes.Add(new() { Key = $"{post}:{voter.Handle}", Post = post, Member = voter.Handle, Value = turn < up ? 1 : -1, At = moment < midnight ? moment : midnight.AddMinutes(-turn) });
            }
        }
    }
}
