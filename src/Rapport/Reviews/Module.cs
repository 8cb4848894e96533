using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Events;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Retention;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Kernel.Jobs;
using Rapport.Reviews.Answering;
using Rapport.Reviews.Asking;
using Rapport.Reviews.Comparison;
using Rapport.Reviews.Embeds;
using Rapport.Reviews.Moving;
using Rapport.Reviews.Owners;
using Rapport.Reviews.Incentives;
using Rapport.Reviews.Photos;
using Rapport.Reviews.Products;
using Rapport.Reviews.Rules;
using Rapport.Reviews.Ratings;
using Rapport.Reviews.Things;
using Rapport.Reviews.Writing;

namespace Rapport.Reviews;

/// What people who have a product think of it. The words of a review are a topic; its stars, and why they can be believed, stand here.
public sealed class ReviewsModule : Module
{
    public override void Map(ModelBuilder model)
    {
        model.Entity<Review>(review =>
        {
            review.ToTable("reviews_reviews");
            review.Ignore(r => r.IsImported).Ignore(r => r.IsBought);
            // One of each author and product, whoever comes to write twice at once.
            review.HasIndex(r => new { r.AuthorId, r.ProductId }).IsUnique();
            review.HasIndex(r => new { r.SharedId, r.State, r.HelpfulRank, r.Id }, "ix_reviews_helpful").HasDatabaseName("ix_reviews_helpful").IsDescending(false, false, true, true);
            review.HasIndex(r => new { r.SharedId, r.State, r.CreatedAt, r.Id }, "ix_reviews_newest").HasDatabaseName("ix_reviews_newest").IsDescending(false, false, true, true);
            review.HasIndex(r => new { r.SharedId, r.State, r.Stars, r.CreatedAt, r.Id }, "ix_reviews_stars").HasDatabaseName("ix_reviews_stars").IsDescending(false, false, false, true, true);
            review.HasIndex(r => new { r.State, r.CreatedAt, r.Id }, "ix_reviews_all").HasDatabaseName("ix_reviews_all").IsDescending(false, true, true);
            review.HasIndex(r => r.ProductId);
        });
        model.Entity<WantedPhoto>().ToTable("reviews_wanted_photos").HasKey(p => new { p.ReviewId, p.Place });
        model.Entity<ReviewPoint>().ToTable("reviews_points").HasKey(p => new { p.ReviewId, p.Place });
        model.Entity<ReviewAnswer>(answer =>
        {
            answer.ToTable("reviews_answers").HasKey(a => new { a.ReviewId, a.AspectId });
            answer.HasIndex(a => new { a.AspectId, a.Value, a.ReviewId });
        });
        model.Entity<Aspect>(aspect =>
        {
            aspect.ToTable("reviews_aspects").HasIndex(a => a.CategoryId);
            aspect.Ignore(a => a.Choices);
        });
        model.Entity<RatedProduct>(rated =>
        {
            rated.ToTable("reviews_ratings").HasKey(r => r.SubjectId);
            rated.Property(r => r.SubjectId).ValueGeneratedNever();
            rated.Ignore(r => r.Counts).Ignore(r => r.Count).Ignore(r => r.Mean).Ignore(r => r.IsFew);
            rated.HasIndex(r => r.Score);
        });
        model.Entity<UsualStars>(usual =>
        {
            usual.ToTable("reviews_usual").Property(u => u.Id).ValueGeneratedNever();
            usual.Ignore(u => u.Weights);
        });
        OwnersRoom.Map(model);
        AskingRoom.Map(model);
        RulesRoom.Map(model);
        IncentiveRoom.Map(model);
        AnsweringRoom.Map(model);
    }

    public override void Register(IServiceCollection services, Installation installation)
    {
        services.AddReader<ReviewReader>();
        services.AddWorker<PhotoFetcher, FetchPhotos>().AddWorker<PhotoRetrier, RetryPhotos>().AddSchedule("retry-photos", "41 4 * * *", new RetryPhotos());
        services.AddScoped<Reviewer>().AddScoped<ReviewDesk>().AddScoped<ReviewRows>().AddScoped<ProductReviews>().AddScoped<ReviewFacets>().AddScoped<Catalog.ProductMarkup, RatingMarkup>().AddSingleton<Governance.Beside, Evidence.ReviewBeside>();
        services.AddWorker<RatingKeeper, RateAll>().AddSchedule("rate", "27 * * * *", new RateAll());
        services.AddScoped<KnownRatings>().AddScoped<Themes.ProductThemes>().AddScoped<ProductOrder, ScoreOrder>().AddSlot<TileStars>("product.tile").AddSlot<CompareTick>("product.tick").AddSlot<CompareForm>("products.below").AddSlot<CompareLink>("product.line", 200).AddSlot<ThingsLink>("header.menu", 50);
        services.NotExported<RatedProduct>("It is reckoned from the reviews wherever they are.").NotExported<UsualStars>("It is reckoned from the reviews wherever they are.");
        services.AddSlot<ReviewFacts>("review.facts").AddSlot<RatingLine>("product.line", 50).AddSlot<ReviewSection>("product.reviews");
        services.AddPersonalData<Personal>();
        AskingRoom.Register(services);
        EmbedRoom.Register(services);
        // In this order they move: what belongs to a review comes after it.
        IncentiveRoom.Register(services);
        services.Moves<Aspect>("aspects", tell: aspect => new AspectChanged(aspect)).AddRecords<ReviewRecords>().Moves<ReviewPoint>("review_points").Moves<ReviewAnswer>("review_answers")
            .Moves<WantedPhoto>("wanted_photos").NotExported<Review>(r => r.OrderLineId, "Orders stay: the shop tells of them again.");
        OwnersRoom.Register(services);
        RulesRoom.Register(services);
        AnsweringRoom.Register(services);
        services.KeepsUntil("reviews", "Until you remove it, or leave and take it along", "What you think of a product: stars, good and bad sides, and answers to what was asked", "So that others find out before they buy.", SeenBy.Everybody, typeof(Review), typeof(History.ReviewEdition));
        services.KeepsUntil("aspects", "As long as this community exists", "What is asked about products in reviews", "So that reviews of one kind of thing can be compared.", SeenBy.Everybody, typeof(Aspect));
    }

    public override void Route(Doors doors)
    {
        doors.Pages.MapGet("/products/{id:long}/{slug}/review", ShowReviewForm.New);
        doors.Pages.MapGet("/products/{id:long}/{slug}/reviews", ListReviews.Handle);
        doors.Pages.MapGet("/reviews/{id:long}/edit", ShowReviewForm.Edit);
        doors.Pages.MapGet("/reviews/{id:long}/thanks", WriteReview.Thanks);
        doors.Acts.MapPost("/products/{id:long}/review", WriteReview.New).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(Conversations.ReviewTopics.LargestForm));
        doors.Acts.MapPost("/reviews/{id:long}", WriteReview.Change).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(Conversations.ReviewTopics.LargestForm));
        doors.Pages.MapGet("/compare", ShowComparison.Handle);
        doors.Pages.MapGet("/things", ShowThings.Handle);
        OwnersRoom.Route(doors);
        AskingRoom.Route(doors);
        RulesRoom.Route(doors);
        IncentiveRoom.Route(doors);
        AnsweringRoom.Route(doors);
        Api.Routes.Map(doors.Api);
        EmbedRoom.Route(doors);
    }
}
