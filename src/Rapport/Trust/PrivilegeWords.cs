namespace Rapport.Trust;

/// What privileges and praise are called: English, to be said in the visitor's language.
public static class PrivilegeWords
{
    public static string Of(Privilege privilege) => privilege switch
    {
        Privilege.Links => "Posts with links do not wait",
        Privilege.Tags => "Change the tags of others' topics",
        Privilege.Duplicates => "Mark a question as asked before",
        Privilege.Wiki => "Write the articles of tags",
        _ => "Publish what waits for a moderator",
    };

    public static string Of(PraiseKind kind) => kind switch
    {
        PraiseKind.Accepted => "Accepted answers",
        PraiseKind.Helpful => "Helpful votes",
        PraiseKind.Unhelpful => "Votes against",
        _ => "Hidden by a moderator",
    };

    public static IEnumerable<string> Of(KnownBy known)
    {
        if (known.HasFlag(KnownBy.Purchase)) yield return "You bought something here.";
        if (known.HasFlag(KnownBy.Employment)) yield return "You work here.";
        if (known.HasFlag(KnownBy.Appointment)) yield return "The brand made you a helper.";
    }
}
