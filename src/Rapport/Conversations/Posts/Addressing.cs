using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Conversations.Posts;

/// Between members who are apart because one blocked the other: neither addresses the other. In topics of others both may take part.
static class Addressing
{
    extension(Db db)
    {
        /// An answer in a topic that the other began.
        public async Task RefuseReplyBetween(Member by, Topic topic)
        {
            if (await db.ApartFrom(by, topic.AuthorId) is { } apart) throw Began(apart);
        }

        /// A comment below what the other wrote, or in what they began.
        public async Task RefuseCommentBetween(Member by, Post below)
        {
            if (await db.ApartFrom(by, below.AuthorId, below.Topic.AuthorId) is not { } apart) return;
            if (apart.Id == below.Topic.AuthorId) throw Began(apart);
            apart.RefuseOwn();
            throw new Refused("{name} wrote this and has blocked you, so you cannot comment on it. You can take part elsewhere in this topic.", ("name", apart.Name)) { Field = "body" };
        }

        /// Other words in the place of an answer that was given before.
        public async Task RefuseEditBetween(Member by, Post post)
        {
            if (post.AuthorId != by.Id || post.IsRemoved || post.Kind == PostKind.Opening) return;
            var below = post.ParentId;
            var answered = below is null ? null : await db.Posts.Where(p => p.Id == below).Select(p => p.AuthorId).FirstOrDefaultAsync();
            if (await db.ApartFrom(by, post.Topic.AuthorId, answered) is { ByOneself: false } apart)
                throw new Refused("{name} has blocked you, so what you wrote to them can be removed but not changed.", ("name", apart.Name)) { Field = "body" };
        }

        /// The other's words within one's own.
        public async Task RefuseQuotesBetween(Member by, Post post)
        {
            var quotes = (post.Rendered ?? Kernel.Content.Renderer.Render(post.Content)).Quotes;
            if (quotes.Count == 0) return;
            var authors = await db.Posts.Where(p => quotes.Contains(p.Id) && p.AuthorId != null).Select(p => p.AuthorId).Distinct().ToListAsync();
            if (await db.ApartFrom(by, [.. authors]) is not { } apart) return;
            apart.RefuseOwn();
            throw new Refused("{name} has blocked you, so their words cannot stand as a quote in yours. Take the quote out, then send it again.", ("name", apart.Name)) { Field = "body" };
        }

        /// A vote on what the other wrote. Taking one back reaches nobody.
        public async Task RefuseVoteBetween(Member by, Post post, int value)
        {
            if (value == 0 || await db.ApartFrom(by, post.AuthorId) is not { } apart) return;
            apart.RefuseOwn();
            throw new Refused("{name} wrote this and has blocked you, so you cannot vote on it.", ("name", apart.Name));
        }

        public async Task RefuseFollowBetween(Member by, Member other)
        {
            if (await db.ApartFrom(by, other.Id) is not { } apart) return;
            apart.RefuseOwn();
            throw new Refused("{name} has blocked you, so you cannot follow them.", ("name", apart.Name));
        }
    }

    static Refused Began(Apart apart)
    {
        apart.RefuseOwn();
        return new Refused("{name} began this and has blocked you, so you cannot answer here. You can read it, and take part in what others began.", ("name", apart.Name)) { Field = "body" };
    }
}
