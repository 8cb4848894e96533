using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Members;

namespace Rapport.Conversations.Topics;

/// GET /topics?show=&after=: topics of every space one may see, newest activity first, or those unanswered, or those newly solved.
public static class ListTopics
{
    const int PerPage = 25;

    public static async Task<IResult> Handle(string? show, string? after, Db db, Me me)
    {
        var mark = Moment.Read(after);
        var topics = db.Topics.VisibleTo(me).HeardBy(me);
        var rows = await db.Read((show switch { "unanswered" => topics.Unanswered().Newest(mark), "solved" => topics.NewlySolved(mark), _ => topics.Talk().Newest(mark) }).Take(PerPage + 1));
        var more = rows.Count > PerPage;
        if (more) rows.RemoveAt(PerPage);
        var next = more ? (show == "solved" ? new Moment(rows[^1].AcceptedAt!.Value, rows[^1].Id) : new Moment(rows[^1].LastActivityAt, rows[^1].Id)).ToString() : null;
        return Page.Of<TopicsPage>(new { Show = show, Rows = (IReadOnlyList<TopicRow>)rows, First = mark is null, Next = next }).Tagged("topics");
    }
}
