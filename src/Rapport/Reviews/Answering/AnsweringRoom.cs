using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Retention;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Reviews.Api;

namespace Rapport.Reviews.Answering;

/// The brand's side: what waits for its answer, and its private words to reviewers.
static class AnsweringRoom
{
    public const string Path = "/admin/reviews/unanswered";
    public const int PerPage = 20;

    public static void Map(ModelBuilder model)
    {
        model.Entity<PrivateWord>(word =>
        {
            word.ToTable("reviews_private_words").Property(w => w.Id).ValueGeneratedNever();
            word.HasIndex(w => w.ReviewId);
            word.HasIndex(w => w.AuthorId);
        });
        model.Entity<NoAnswer>(answer =>
        {
            answer.ToTable("reviews_no_answers").HasKey(a => a.ReviewId);
            answer.Property(a => a.ReviewId).ValueGeneratedNever();
        });
    }

    public static void Register(IServiceCollection services)
    {
        PrivateWords.Register(services);
        services.AddDesk(Path, "Reviews to answer", 55, Role.Employee);
        services.Moves<PrivateWord>("private_words").Moves<NoAnswer>("no_answers");
        services.Stays<NoAnswer>(nameof(NoAnswer.By), "Who decided for the brand that a review needs no answer answers for it; the id leads to a row without a name.");
        services.KeepsUntil("private-words", "Until you leave", "What the brand and you wrote to each other about your reviews", "So that what is wrong with a thing can be put right between you.", SeenBy.Office, typeof(PrivateWord));
        services.KeepsUntil("no-answers", "As long as this community exists", "That somebody of the brand decided that a review needs no answer", "So that what waits for an answer can be found.", SeenBy.Office, typeof(NoAnswer));
    }

    public static void Route(Doors doors)
    {
        doors.Pages.MapGet(Path, Show);
        doors.Acts.MapPost("/admin/reviews/{id:long}/no-answer", Rest);
        doors.Pages.MapGet("/reviews/{id:long}/words", Words);
        doors.Acts.MapPost("/reviews/{id:long}/words", Write);

        var api = doors.Api.MapGroup("/reviews").WithTags("Reviews");
        api.MapGet("/{id:long}/private-words", ThePrivateWords.List).Says("What the brand and the reviewer wrote to each other about a review", Scope.Read, "For the two of them alone.");
        api.MapPost("/{id:long}/private-words", ThePrivateWords.Write).Says("Write privately about a review", Scope.Write, "The brand's people begin, the reviewer may answer; the other is told by mail.");
    }

    /// GET /admin/reviews/unanswered?after=: those that wait longest first, whatever their stars.
    static async Task<IResult> Show(Db db, Me me, ReviewRows rows, long? after = null)
    {
        me.RequireStaff();
        var open = db.Unanswered();
        if (after is { } last && await db.Reviews.AsNoTracking().FirstOrDefaultAsync(r => r.Id == last) is { } from) open = open.Where(r => r.CreatedAt > from.CreatedAt || r.CreatedAt == from.CreatedAt && r.Id > from.Id);
        var (found, names) = await rows.Read(open.OrderBy(r => r.CreatedAt).ThenBy(r => r.Id).Take(PerPage + 1));
        var ids = found.Select(r => r.Id).ToList();
        var written = (await db.Set<PrivateWord>().Where(w => ids.Contains(w.ReviewId)).Select(w => w.ReviewId).Distinct().ToListAsync()).ToHashSet();
        return Page.Of<UnansweredPage>(new { Rows = (IReadOnlyList<ReviewRow>)[.. found.Take(PerPage)], Names = names, Written = written, Next = found.Count > PerPage ? found[PerPage - 1].Id : (long?)null });
    }

    static async Task<IResult> Rest(long id, Db db, Me me)
    {
        me.RequireStaff();
        if (!await db.Reviews.AnyAsync(r => r.Id == id && r.State == ReviewState.Published)) throw new NotFound();
        if (!await db.Set<NoAnswer>().AnyAsync(a => a.ReviewId == id))
        {
            db.Add(new NoAnswer(id, me.Member.Id, db.Clock.GetUtcNow()));
            await db.Save();
        }
        return Go.To($"{Path}?saved=1");
    }

    static async Task<IResult> Words(long id, Db db, Me me, PrivateWords words)
    {
        var review = await words.Of(id);
        return Page.Of<PrivateWordsPage>(new { Review = review, Topic = await db.Topics.AsNoTracking().FirstAsync(t => t.Id == id), Rows = await words.Read(id), Mine = review.AuthorId == me.Id });
    }

    static async Task<IResult> Write(long id, Sent sent, PrivateWords words)
    {
        await words.Write(id, sent["text"]);
        return Go.To($"/reviews/{id}/words");
    }

    extension(Db db)
    {
        /// Published reviews by customers to which nobody of the brand has replied, and of which nobody said that they need no answer. Their stars are not asked.
        public IQueryable<Review> Unanswered() => db.Reviews.Where(r => r.State == ReviewState.Published && r.ImportedAt == null && r.Relation != Relation.Employee
            && !db.Set<NoAnswer>().Any(a => a.ReviewId == r.Id) && !db.Set<Post>().Any(p => p.TopicId == r.Id && p.Kind == PostKind.Reply && p.ByEmployee && p.RemovedAt == null));
    }
}
