namespace Rapport.Governance;

/// What reasons and decisions are called: English, to be said in the visitor's language.
public static class ReasonWords
{
    public static string Of(ReportReason reason) => reason switch
    {
        ReportReason.Spam => "Advertising or spam",
        ReportReason.Abuse => "It attacks or threatens somebody",
        ReportReason.Private => "It tells private things about somebody",
        ReportReason.Illegal => "It breaks the law, or could hurt somebody",
        ReportReason.Child => "It shows or furthers the sexual abuse of a child",
        ReportReason.Wrong => "It is in the wrong place or misleads",
        _ => "Something else",
    };

    public static string Of(Ground ground) => ground switch
    {
        Ground.Spam => "Advertising or spam",
        Ground.Unrelated => "Not about the thing, or in the wrong place",
        Ground.PersonalData => "Personal data of somebody",
        Ground.Insult => "An insult or a threat",
        Ground.ConflictOfInterest => "Its author is paid by a competitor or by the brand and does not say so",
        Ground.Fake => "Not by somebody who knows the thing, or by one person several times",
        Ground.Confidential => "Trade secrets or other confidential matters",
        _ => "Against the law",
    };

    public static string Of(Wait wait) => wait switch
    {
        Wait.First => "Held: among the first posts of a new member",
        Wait.Link => "Held: a new member's post with links",
        Wait.Place => "Held: here everything is looked at first",
        Wait.Signal => "Held: its words look like advertising, or like copies of other posts",
        Wait.Word => "Held: it holds a word that is not allowed here",
        Wait.Host => "Held: it links to a host that is not allowed here",
        Wait.Quiet => "Held: its author is quiet for a time",
        Wait.Appeal => "Appeal: its author asks for another look",
        Wait.Objection => "Objection: whoever reported it asks for another look",
        _ => "Changed by its author after it was hidden",
    };

    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Keep => "Left as it is",
        Verdict.Publish => "Published",
        Verdict.Hide => "Hidden",
        Verdict.Restore => "Restored",
        Verdict.Quiet => "Made quiet",
        _ => "Suspended",
    };

    /// What a reporter is told.
    public static string Outcome(Verdict verdict) => verdict switch
    {
        Verdict.Hide => "What you reported was hidden. Thank you.",
        Verdict.Suspend => "The member you reported was suspended. Thank you.",
        _ => "A moderator looked at what you reported and left it as it is.",
    };
}
