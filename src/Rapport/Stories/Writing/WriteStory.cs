using Rapport.Conversations;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Stories.Writing;

/// POST /stories: a story is told.
static class WriteStory
{
    public const string Path = "/stories";

    public static async Task<IResult> Handle(Sent sent, Me me, StoryDesk desk, StoryTopics topics)
    {
        var by = me.Member;
        var told = new Told(sent["title"], [.. Enumerable.Range(0, StorySettings.MostPrompts).Select(n => (sent[$"prompt{n}"] ?? "", sent[$"answer{n}"] ?? "")).Where(a => a.Item1.Length > 0)])
        {
            Products = [.. Enumerable.Range(0, StoryTopics.MostProducts).Select(n => sent[$"product{n}"])], Space = sent.Number("space"), Rewarded = sent["rewarded"] == "true", Consents = sent["consent"] == "true",
        };
        var topic = await desk.Write(told, await topics.WithPictures(sent, by, told.Body));
        return Go.To(topic.Path);
    }
}
