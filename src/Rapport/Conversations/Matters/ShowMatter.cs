using Rapport.Conversations.Topics;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Conversations.Matters;

/// GET /about/{matter}?after=: what is said about one of the four, newest activity first.
static class ShowMatter
{
    const int PerPage = 25;

    public static async Task<IResult> Handle(string matter, string? after, Db db, Me me)
    {
        var (about, mark) = (Known(matter), Moment.Read(after));
        var rows = await db.Read(db.Topics.VisibleTo(me).HeardBy(me).Where(t => t.Matter == about).Newest(mark).Take(PerPage + 1));
        var more = rows.Count > PerPage;
        if (more) rows.RemoveAt(PerPage);
        return Page.Of<MatterPage>(new { Matter = about, Rows = (IReadOnlyList<TopicRow>)rows, First = mark is null, Next = more ? new Moment(rows[^1].LastActivityAt, rows[^1].Id).ToString() : null }).Tagged("topics");
    }

    public static Matter Known(string said) => Enum.GetValues<Matter>().Where(m => m.Code() == said).Select(m => (Matter?)m).FirstOrDefault() ?? throw new NotFound();
}
