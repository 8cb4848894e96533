using Rapport.Kernel.Mail;
using Rapport.Kernel.Site;

namespace Rapport.Reviews.Asking;

/// What is chosen for asking, as it is in force: it is on only with the words that were seen when it was switched on, so whoever changes one of them switches it off.
public sealed class AskingInForce(SiteSettings settings, MailBook book)
{
    public AskingSettings Chosen => IsReworded ? settings.Of<AskingSettings>() with { Since = null } : settings.Of<AskingSettings>();

    /// It was switched on, and is off since somebody changed the words.
    public bool IsReworded => settings.Of<AskingSettings>() is { IsOn: true } chosen && chosen.Words != Edition;

    public string Edition => book.Edition(AskingLetters.First, AskingLetters.Again);
}
