using Rapport.Kernel.Languages;

namespace Rapport.Conversations.Unseen;

/// How slow a space or a topic is, in words.
public static class SlowWords
{
    public static string Of(int seconds, Locale words) => seconds switch
    {
        0 => words.Say("Off"),
        < 3_600 => words.Say("One post in {n} minute|One post in {n} minutes", ("n", seconds / 60)),
        < 86_400 => words.Say("One post in {n} hour|One post in {n} hours", ("n", seconds / 3_600)),
        _ => words.Say("One post a day"),
    };
}
