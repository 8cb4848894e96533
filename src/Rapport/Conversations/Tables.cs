using Rapport.Conversations.Drafts;
using Rapport.Conversations.Posts;
using Rapport.Conversations.Spaces;
using Rapport.Conversations.Topics;
using Rapport.Conversations.Unseen;

namespace Rapport.Conversations;

/// The tables, and an index for every list that has to be as quick at a million posts as at a thousand.
static class Tables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Space>(space =>
        {
            space.ToTable("conversations_spaces").HasIndex(s => s.Slug).IsUnique();
            space.HasIndex(s => s.Purpose, "ix_conversations_spaces_reviews").HasDatabaseName("ix_conversations_spaces_reviews").IsUnique().HasFilter("purpose = 1");
            space.Ignore(s => s.Path).Ignore(s => s.IsArchived);
        });
        model.Entity<SpaceGuest>(guest =>
        {
            guest.ToTable("conversations_space_guests").HasKey(g => new { g.SpaceId, g.MemberId });
            guest.HasIndex(g => g.MemberId);
        });
        model.Entity<PlaceList>(list =>
        {
            list.ToTable("conversations_place_lists").HasKey(l => l.SpaceId);
            list.Property(l => l.SpaceId).ValueGeneratedNever();
            list.Property(l => l.WordsAre).HasConversion<string>();
            list.Property(l => l.HostsAre).HasConversion<string>();
        });
        model.Entity<SlowTurn>(turn =>
        {
            turn.ToTable("conversations_slow_turns").HasKey(t => new { t.PlaceId, t.MemberId });
            turn.HasIndex(t => t.MemberId);
            turn.HasIndex(t => t.Second);
        });
        model.Entity<Topic>(Topics);
        model.Entity<Post>(Posts);
        Around(model);
        Beside(model);
    }

    static void Topics(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Topic> topic)
    {
        const string shown = "sight = 0 AND kind <> 4", unanswered = "kind = 0 AND replies = 0 AND sight = 0", solved = "accepted_at IS NOT NULL AND sight = 0";
        topic.ToTable("conversations_topics");
        topic.HasOne(t => t.Space).WithMany().HasForeignKey(t => t.SpaceId).OnDelete(DeleteBehavior.Restrict);
        topic.HasIndex(t => new { t.LastActivityAt, t.Id }, "ix_conversations_topics_newest").HasDatabaseName("ix_conversations_topics_newest").HasFilter(shown);
        topic.HasIndex(t => new { t.SpaceId, t.LastActivityAt, t.Id }, "ix_conversations_topics_space_newest").HasDatabaseName("ix_conversations_topics_space_newest");
        topic.HasIndex(t => new { t.LastActivityAt, t.Id }, "ix_conversations_topics_unanswered").HasDatabaseName("ix_conversations_topics_unanswered").HasFilter(unanswered);
        topic.HasIndex(t => new { t.SpaceId, t.LastActivityAt, t.Id }, "ix_conversations_topics_space_unanswered").HasDatabaseName("ix_conversations_topics_space_unanswered").HasFilter(unanswered);
        topic.HasIndex(t => new { t.AcceptedAt, t.Id }, "ix_conversations_topics_solved").HasDatabaseName("ix_conversations_topics_solved").HasFilter(solved);
        topic.HasIndex(t => new { t.SpaceId, t.AcceptedAt, t.Id }, "ix_conversations_topics_space_solved").HasDatabaseName("ix_conversations_topics_space_solved").HasFilter(solved);
        topic.HasIndex(t => new { t.AuthorId, t.Id });
        topic.HasIndex(t => t.Id, "ix_conversations_topics_stories").HasDatabaseName("ix_conversations_topics_stories").HasFilter("kind = 3 AND sight = 0");
        topic.HasIndex(t => new { t.Matter, t.LastActivityAt, t.Id }, "ix_conversations_topics_matter").HasDatabaseName("ix_conversations_topics_matter").HasFilter("matter IS NOT NULL");
        topic.HasIndex(t => new { t.SpaceId, t.LastActivityAt }, "ix_conversations_topics_pinned").HasDatabaseName("ix_conversations_topics_pinned").HasFilter("pin_id IS NOT NULL");
    }

    static void Posts(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<Post> post)
    {
        post.ToTable("conversations_posts");
        post.Ignore(p => p.Rendered).Ignore(p => p.Asides).Ignore(p => p.Content);
        post.HasOne(p => p.Topic).WithMany().HasForeignKey(p => p.TopicId).OnDelete(DeleteBehavior.Restrict);
        // Answers in the order they are shown; then, for the other kinds, in the order they were written.
        post.HasIndex(p => new { p.TopicId, p.Kind, p.Sight, p.Accepted, p.Score, p.ByEmployee, p.CreatedAt, p.Id }, "ix_conversations_posts_answers").HasDatabaseName("ix_conversations_posts_answers").IsDescending(false, false, false, true, true, false, false, false);
        post.HasIndex(p => new { p.TopicId, p.Kind, p.Sight, p.CreatedAt, p.Id }, "ix_conversations_posts_replies").HasDatabaseName("ix_conversations_posts_replies");
        post.HasIndex(p => new { p.ParentId, p.Sight, p.Place, p.Id }, "ix_conversations_posts_comments").HasDatabaseName("ix_conversations_posts_comments").HasFilter("parent_id IS NOT NULL");
        post.HasIndex(p => p.TopicId, "ix_conversations_posts_unseen").HasDatabaseName("ix_conversations_posts_unseen").HasFilter("sight <> 0");
        post.HasIndex(p => p.AuthorId, "ix_conversations_posts_accepted").HasDatabaseName("ix_conversations_posts_accepted").HasFilter("accepted");
        post.HasIndex(p => new { p.AuthorId, p.Sight, p.CreatedAt, p.Id }, "ix_conversations_posts_author").HasDatabaseName("ix_conversations_posts_author");
    }

    static void Around(ModelBuilder model)
    {
        model.Entity<Vote>(vote =>
        {
            vote.ToTable("conversations_votes").HasKey(v => new { v.PostId, v.MemberId });
            vote.HasIndex(v => new { v.MemberId, v.At });
            vote.Property(v => v.Value).IsConcurrencyToken();
        });
        model.Entity<VoteTally>().ToTable("conversations_vote_tallies").HasKey(v => new { v.PostId, v.Day });
        model.Entity<Tag>(tag =>
        {
            tag.ToTable("conversations_tags").HasIndex(t => t.Name).IsUnique();
            tag.HasIndex(t => new { t.Topics, t.Id });
        });
        model.Entity<TopicTag>(tagged =>
        {
            tagged.ToTable("conversations_topic_tags").HasKey(t => new { t.TopicId, t.TagId });
            tagged.HasIndex(t => new { t.TagId, t.TopicId });
        });
        model.Entity<TopicProduct>(about =>
        {
            about.ToTable("conversations_topic_products").HasKey(p => new { p.TopicId, p.ProductId });
            about.HasIndex(p => new { p.ProductId, p.TopicId });
        });
        model.Entity<Follow>(follow =>
        {
            follow.ToTable("conversations_follows").HasKey(f => new { f.MemberId, f.Kind, f.SubjectId });
            follow.HasIndex(f => new { f.Kind, f.SubjectId, f.MemberId });
        });
        model.Entity<Mention>(mention =>
        {
            mention.ToTable("conversations_mentions").HasKey(m => new { m.PostId, m.MemberId });
            mention.HasIndex(m => new { m.MemberId, m.PostId });
        });
    }

    static void Beside(ModelBuilder model)
    {
        model.Entity<Revision>().ToTable("conversations_revisions").HasKey(r => new { r.PostId, r.Number });
        model.Entity<Revision>().HasIndex(r => r.EditedBy);
        model.Entity<Removal>(removal =>
        {
            removal.ToTable("conversations_removals").HasKey(r => new { r.PostId, r.RemovedAt });
            removal.Property(r => r.Ground).HasConversion<string>();
        });
        model.Entity<Draft>(draft =>
        {
            draft.ToTable("conversations_drafts").HasIndex(d => new { d.MemberId, d.Key }).IsUnique();
            draft.HasIndex(d => new { d.MemberId, d.KeptAt });
        });
        model.Entity<TopicClosure>().ToTable("conversations_closures").Property(c => c.Id).ValueGeneratedNever();
        model.Entity<TopicPin>().ToTable("conversations_pins").Property(p => p.Id).ValueGeneratedNever();
        model.Entity<TopicMove>().ToTable("conversations_moves").Property(m => m.Id).ValueGeneratedNever();
        model.Entity<TopicClosure>().HasIndex(c => c.TopicId);
        model.Entity<TopicPin>().HasIndex(p => p.TopicId);
        model.Entity<TopicMove>().HasIndex(m => m.TopicId);
        model.Entity<TopicLink>(link =>
        {
            link.ToTable("conversations_links").HasKey(l => new { l.TopicId, l.OtherId });
            link.HasIndex(l => l.OtherId);
        });
        model.Entity<OldAddress>().ToTable("conversations_old_addresses").HasKey(a => a.Path);
    }
}
