using Rapport.Conversations;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Bench.Communities;

/// The topics of a community and all that was said in them: one very long one, one member who writes very much, the rest as communities are.
sealed class Talk(Db db, Load load, Writing writing, Town town, int posts)
{
    /// Of a hundred posts twelve begin a topic.
    public const double Opening = .12;

    readonly Random random = new(17);
    readonly Sheet topicSheet = Sheet.Of<Topic>(db, nameof(Topic.Id), nameof(Topic.Version), nameof(Topic.Kind), nameof(Topic.SpaceId), nameof(Topic.AuthorId), nameof(Topic.ByEmployee), nameof(Topic.Title), nameof(Topic.Slug),
        nameof(Topic.Language), nameof(Topic.Excerpt), nameof(Topic.CreatedAt), nameof(Topic.Replies), nameof(Topic.Score), nameof(Topic.LastActivityAt), nameof(Topic.AcceptedId), nameof(Topic.AcceptedAt), nameof(Topic.AcceptedBy),
        nameof(Topic.ClosureId), nameof(Topic.PinId), nameof(Topic.Sight));
    readonly Sheet postSheet = Sheet.Of<Post>(db, nameof(Post.Id), nameof(Post.Version), nameof(Post.TopicId), nameof(Post.Kind), nameof(Post.ParentId), nameof(Post.Place), nameof(Post.AuthorId), nameof(Post.ByEmployee), nameof(Post.Format),
        nameof(Post.Language), nameof(Post.Source), nameof(Post.Html), nameof(Post.RendererVersion), nameof(Post.Excerpt), nameof(Post.CreatedAt), nameof(Post.EditedAt), nameof(Post.RemovedAt), nameof(Post.Score), nameof(Post.Comments),
        nameof(Post.Accepted), nameof(Post.OfficialAt), nameof(Post.Sight));
    readonly Sheet voteSheet = Sheet.Of<Vote>(db, nameof(Vote.PostId), nameof(Vote.MemberId), nameof(Vote.Value), nameof(Vote.At));
    readonly Sheet tagSheet = Sheet.Of<TopicTag>(db, nameof(TopicTag.TopicId), nameof(TopicTag.TagId));
    readonly Sheet productSheet = Sheet.Of<TopicProduct>(db, nameof(TopicProduct.TopicId), nameof(TopicProduct.ProductId));
    readonly Sheet followSheet = Sheet.Of<Follow>(db, nameof(Follow.MemberId), nameof(Follow.Kind), nameof(Follow.SubjectId), nameof(Follow.Since));
    long last = Town.FirstId + town.Members - 1;

    sealed record Said(long Id, PostKind Kind, long? Below, int Place, int Author, DateTimeOffset At)
    {
        public int Score, Comments;
        public bool Accepted;
    }

    public static int LongTopic(int posts) => Math.Min(10_000, posts / 10);
    public static int Prolific(int posts) => Math.Min(50_000, posts / 2);

    /// The id after the last one given.
    public long Run()
    {
        var topics = (int)(posts * Opening);
        var children = posts - topics - LongTopic(posts);
        for (var n = 0; n < topics; n++)
        {
            var begun = Town.Opening + (Town.Today - Town.Opening) * ((n + random.NextDouble() * .5) / (topics + 1));
            var isLong = n == topics / 2;
            var mean = (double)children / (topics - n);
            var count = isLong ? LongTopic(posts) : n == topics - 1 ? children : Math.Min(children, (int)(-Math.Log(1 - random.NextDouble()) * (mean + .5)));
            if (!isLong) children -= count;
            Begin(isLong ? TopicKind.Question : random.Next(100) switch { < 70 => TopicKind.Question, < 92 => TopicKind.Discussion, < 97 => TopicKind.Story, _ => TopicKind.Article }, begun, count, isLong);
        }
        return last + 1;
    }

    void Begin(TopicKind kind, DateTimeOffset begun, int count, bool isLong)
    {
        var said = new List<Said>(count + 1) { new(++last, PostKind.Opening, null, 0, kind == TopicKind.Article ? 1 + random.Next(5) : Author(), begun) };
        var above = new List<Said> { said[0] };
        var gap = isLong ? (Town.Today - begun) / (count + 1) : TimeSpan.FromHours(1 + random.Next(48));
        for (var n = 0; n < count; n++)
        {
            var at = said[^1].At + gap * (isLong ? 1 : random.NextDouble());
            if (at > Town.Today) at = said[^1].At;
            var below = !isLong && n > 0 && random.Next(100) < 30 ? above[random.Next(above.Count)] : null;
            var post = new Said(++last, below is null ? PostKind.Reply : PostKind.Comment, below?.Id, below is null ? 0 : ++below.Comments, Author(), at);
            said.Add(post);
            if (below is null) above.Add(post);
        }
        foreach (var post in above) Value(kind, post);
        var replies = said.Where(s => s.Kind == PostKind.Reply).ToList();
        var accepted = kind == TopicKind.Question && replies.Count > 0 && random.Next(2) == 0 ? replies.MaxBy(r => r.Score) : null;
        if (accepted is not null) accepted.Accepted = true;
        Write(kind, said, replies.Count, accepted);
    }

    void Write(TopicKind kind, List<Said> said, int replies, Said? accepted)
    {
        var (opening, title) = (said[0], writing.Words(random, 5 + random.Next(5)));
        var space = town.Spaces[random.Next(100) switch { < 96 => (int)(10 * Math.Pow(random.NextDouble(), 2)), < 99 => 10, _ => 11 }];
        var excerpt = "";
        foreach (var post in said)
        {
            var text = writing.Post(random, post.Kind switch { PostKind.Opening => random.Next(30, 200), PostKind.Reply => random.Next(15, 140), _ => random.Next(6, 30) });
            if (post == opening) excerpt = text.Excerpt;
            var byEmployee = Town.RoleOf(post.Author) != Role.Member;
            load.Add(postSheet, post.Id, 1, opening.Id, post.Kind, post.Below, post.Place, Member(post), byEmployee, ContentFormat.Markdown, "en", text.Source, text.Html, Renderer.Version, text.Excerpt, post.At, null, null,
                post.Score, post.Comments, post.Accepted, byEmployee && kind == TopicKind.Question && post.Kind == PostKind.Reply ? post.At : null, Sight.Shown);
        }
        load.Add(topicSheet, opening.Id, 1, kind, space.Id, Member(opening), Town.RoleOf(opening.Author) != Role.Member, title, Slug.Of(title), "en", excerpt, opening.At, replies, opening.Score, said[^1].At,
            accepted?.Id, accepted is null ? null : said[^1].At, accepted is null ? null : Member(opening), null, null, Sight.Shown);
        load.Add(followSheet, Member(opening), Follow.Topic, opening.Id, opening.At);
        foreach (var tag in Enumerable.Range(0, random.Next(4)).Select(_ => (int)(town.Tags.Count * Math.Pow(random.NextDouble(), 2))).Distinct()) load.Add(tagSheet, opening.Id, town.Tags[tag]);
        if (random.Next(2) == 0) load.Add(productSheet, opening.Id, town.Products[(int)(town.Products.Count * Math.Pow(random.NextDouble(), 3))]);
    }

    /// Half of what is said gets no vote, little gets many.
    void Value(TopicKind kind, Said post)
    {
        var votes = Math.Min(40, (int)(-Math.Log(1 - random.NextDouble()) * 1.4));
        for (var n = 0; n < votes; n++)
        {
            var value = (short)(kind == TopicKind.Question && random.Next(8) == 0 ? -1 : 1);
            load.Add(voteSheet, post.Id, town.FirstMember + (post.Author + 1 + n * 7) % town.Members, value, post.At);
            post.Score += value;
        }
    }

    /// The first member writes more than anybody; of the others few write much.
    int Author() => random.Next(posts) < Prolific(posts) ? 0 : 1 + (int)((town.Members - 1) * Math.Pow(random.NextDouble(), 2));

    long Member(Said post) => town.FirstMember + post.Author;
}
