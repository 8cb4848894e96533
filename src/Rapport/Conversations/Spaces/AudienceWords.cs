using Rapport.Members;

namespace Rapport.Conversations.Spaces;

/// For whom a space is, in a word.
static class AudienceWords
{
    public static string Of(Space space, IEnumerable<NamedAudience> named, Func<string, string> say) => say(named.FirstOrDefault(a => a.Key == space.Audience)?.Name ?? "Invited");
}
