using Rapport.Defence.Signals;
using Rapport.Kernel.Languages;

namespace Rapport.Defence.Patterns;

/// What was found, in the moderator's language.
static class FindingWords
{
    public static string Of(Locale words, Finding found) => found.Kind switch
    {
        SignalKind.Ring => words.Say("{n} members praise each other: {share} % of the votes and acceptances they give stay among them.", ("n", found.Number), ("share", $"{found.Others}")),
        SignalKind.Device => words.Say("{n} members acted from one device within 30 days. Families share devices too.", ("n", found.Number)),
        SignalKind.Address => words.Say("{n} members acted from one address of the network within 30 days. Families, offices and mobile networks share one too.", ("n", found.Number)),
        SignalKind.Reviews => words.Say("{n} reviews of one product within three days by members who did nothing else and did not buy it here; {copies} of them say nearly the same.", ("n", found.Number), ("copies", $"{found.Others}")),
        _ => found.Burst switch
        {
            Burst.VotesForPost => words.Say("{n} votes for one post within an hour.", ("n", found.Number)),
            Burst.VotesForMember => words.Say("{n} votes for posts of one member within an hour.", ("n", found.Number)),
            Burst.VotesByMember => words.Say("{n} votes by one member within an hour.", ("n", found.Number)),
            Burst.PostsInTopic => words.Say("{n} posts in one topic within an hour.", ("n", found.Number)),
            Burst.PostsByMember => words.Say("{n} posts by one member within an hour.", ("n", found.Number)),
            _ => words.Say("{n} members joined within an hour.", ("n", found.Number)),
        },
    };
}
