namespace Rapport.Conversations.Matters;

/// What the matters are called: on a topic, above a list of them, and where one is chosen.
static class MatterWords
{
    public static string On(Matter matter, Func<string, string> say) => say(matter switch
    {
        Matter.Brand => "About the brand",
        Matter.Service => "About the service",
        Matter.Advertisement => "About an advertisement",
        _ => "About a price",
    });

    public static string Above(Matter matter, Func<string, string> say) => say(matter switch
    {
        Matter.Brand => "The brand itself",
        Matter.Service => "Its service",
        Matter.Advertisement => "Its advertisements",
        _ => "Its prices",
    });

    public static string Choice(Matter matter, Func<string, string> say) => say(matter switch
    {
        Matter.Brand => "The brand itself",
        Matter.Service => "Its service",
        Matter.Advertisement => "An advertisement",
        _ => "A price",
    });

    public static string Says(Matter matter, Func<string, string> say) => say(matter switch
    {
        Matter.Brand => "What it does, what it stands for, and what it should do otherwise.",
        Matter.Service => "Answers, repairs, deliveries, returns: how they went.",
        Matter.Advertisement => "Whether it speaks to you, and whether it is true.",
        _ => "Whether a thing is worth what it costs.",
    });

    /// For a form: a thing to choose, nothing first.
    public static IEnumerable<(string Value, string Words)> Choices(Func<string, string> say) =>
        Enum.GetValues<Matter>().Select(m => (m.Code(), Choice(m, say))).Prepend(("", say("A product, or something else")));
}
