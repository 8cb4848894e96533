using Rapport.Insight.Answers;
using Rapport.Insight.Measures;
using Rapport.Insight.Searches;
using Rapport.Insight.Visits;
using Rapport.Kernel;
using Rapport.Kernel.Api;
using Rapport.Kernel.Events;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Retention;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Insight;

/// Measures of the community: daily counts of visits and searches, and how questions fare. It knows things, not people.
public sealed class InsightModule : Module
{
    public override void Map(ModelBuilder model)
    {
        model.Entity<DailyCount>(count =>
        {
            count.ToTable("insight_counts").HasKey(c => new { c.Day, c.Fact });
            count.Property(c => c.Fact).HasConversion<string>();
        });
        model.Entity<Unfound>(words =>
        {
            words.ToTable("insight_unfound").HasKey(u => new { u.Month, u.Key });
            words.Property(u => u.Number).IsConcurrencyToken();
        });
        model.Entity<AskedQuestion>(question =>
        {
            question.ToTable("insight_questions").HasKey(q => q.TopicId);
            question.Property(q => q.TopicId).ValueGeneratedNever();
            question.HasIndex(q => q.AskedAt);
        });
        model.Entity<GivenAnswer>(answer =>
        {
            answer.ToTable("insight_answers").HasKey(a => a.PostId);
            answer.Property(a => a.PostId).ValueGeneratedNever();
            answer.HasIndex(a => new { a.TopicId, a.At });
        });
    }

    public override void Register(IServiceCollection services, Installation installation)
    {
        services.AddSingleton<Counters>().AddSingleton<Askers>().AddHostedService<StoreCounts>();
        services.AddReader<AnswerReader>();
        services.AddDesk("/admin/baseline", "Measures", 50, Role.Employee).AddSlot<MeasuresLink>("header.menu", 890);
        services.Moves<DailyCount>("counts").Moves<Unfound>("unfound")
            .NotExported<AskedQuestion>("Made anew by its reader from what comes in.").NotExported<GivenAnswer>("Made anew by its reader from what comes in.");
        services.Keeps("counts", "Daily counts of visits, pages and searches", "To know whether this place gets better. Numbers by day only; nothing of a person is in them.", SeenBy.Office,
            new(1825, 366, 3650, DailyCount.Forget), typeof(DailyCount));
        services.Keeps("unfound", "Words that searches did not find", "To see what is missing here. They are written down only once three different people searched for them, never what looks like an address or a number.", SeenBy.Office,
            new(180, 31, 730, Unfound.Forget), typeof(Unfound));
        services.KeepsUntil("answer-times", "As long as the questions they tell of", "When a question was first answered, by a customer or by the brand", "To know how long people wait. Times and ids of topics; no person.", SeenBy.Office, typeof(AskedQuestion), typeof(GivenAnswer));
    }

    public override void Route(Doors doors)
    {
        doors.Api.MapGet("/measures", Api.TheMeasures.Show).WithTags("Measures").Says("How the community does: visits, searches, questions and how long people wait", Scope.Read, "For the brand's own people.");
        doors.Pages.MapGet("/admin/baseline", ShowMeasures.Page);
        doors.Pages.MapGet("/admin/baseline.csv", ShowMeasures.Csv);
    }
}
