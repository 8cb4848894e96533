using Rapport.Conversations;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Retention;
using Rapport.Kernel.Events;
using Rapport.Kernel.Web;

namespace Rapport.Reviews.Owners;

/// Questions of others to those who have a thing: who agreed to them, and how they get there.
static class OwnersRoom
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<WillingOwner>(owner =>
        {
            owner.ToTable("reviews_owners").HasKey(o => new { o.MemberId, o.ProductId });
            owner.HasIndex(o => o.ProductId);
        });
        model.Entity<OwnersQuestion>().ToTable("reviews_owner_questions").Property(q => q.Id).ValueGeneratedNever();
        model.Entity<AskedOwner>(asked =>
        {
            asked.ToTable("reviews_asked_owners").HasKey(a => new { a.TopicId, a.MemberId });
            asked.HasIndex(a => new { a.MemberId, a.At });
            asked.HasIndex(a => a.At);
        });
    }

    public static void Register(IServiceCollection services)
    {
        services.AddScoped<OwnersDesk, OwnersQuestions>().AddReader<OwnersListener>().AddWorker<OwnerAsker, AskOwners>();
        services.AddSlot<OwnersTick>("ask.product").AddSlot<SentToOwners>("question.mine").AddSlot<OwnerChoices>("settings.notices", 100);
        services.Moves<WillingOwner>("willing_owners").Moves<OwnersQuestion>("owner_questions").Moves<AskedOwner>("asked_owners");
        services.KeepsUntil("willing-owners", "Until you take it back or leave", "Products about which you let others ask you", "So that their questions come to you, and to nobody who did not agree.", SeenBy.Oneself, typeof(WillingOwner));
        services.KeepsUntil("owner-questions", "As long as the question", "To how many owners your question was passed on", "So that you see it.", SeenBy.Oneself, typeof(OwnersQuestion));
        services.Keeps("asked-owners", "That a question was passed on to you", "So that the next one goes to others first, and not too many come to you.", SeenBy.Nobody,
            new(365, 7, 1825, (db, before, most) => db.AskedOwners.Where(a => a.At < before).OrderBy(a => a.At).Take(most).ExecuteDeleteAsync()), typeof(AskedOwner));
    }

    public static void Route(Doors doors)
    {
        doors.Acts.MapPost("/reviews/{id:long}/questions", ChooseQuestions.Handle);
        doors.Acts.MapPost("/products/{id:long}/willing", ChooseWilling.Handle);
    }
}
