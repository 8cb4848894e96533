using Rapport.Kernel.Languages;
using Rapport.Kernel.Site;

namespace Rapport.Governance;

/// A statement of reasons in words, the same on its page and in mails: what, how long, where, which facts, on what ground, by what it was found, and how to object.
public static class StatementWords
{
    public static IReadOnlyList<(string Label, string Text)> Of(Statement s, Locale words, ModerationSettings rules, string zone)
    {
        List<(string, string)> lines = [(words.Say("What was decided"), words.Say(Measure(s)))];
        lines.Add((words.Say("Since when"), words.DateAndTime(s.DecidedAt, zone)));
        if (s.Restricts) lines.Add((words.Say("For how long"), Term(s, words, zone)));
        if (s.Shortened is { } shortened) lines.AddRange([(words.Say("Before it was shortened"), Meant(s, words, zone)), (words.Say("Shortened, because"), shortened)]);
        lines.Add((words.Say("Where"), words.Say("Everywhere on this site.")));
        if (s.Passage is { } passage) lines.Add((words.Say("The passage"), $"“{passage}”"));
        else if (s.Restricts) lines.Add((words.Say("The facts"), words.Say(s.Verdict is Verdict.Suspend or Verdict.Quiet ? "What you did here as a whole, as the reason says." : "What you wrote as a whole.")));
        if (s.Ground is { } ground) lines.Add((words.Say(ground == Ground.Unlawful ? "The law" : "Our rule"), words.Say(ReasonWords.Of(ground))));
        if (s.Rule is { } code) lines.Add((words.Say("House rule {code}", ("code", code)), rules.Rule(code)?.Text ?? words.Say("This rule was changed since.")));
        if (s.Reason.Length > 0) lines.Add((words.Say("Reason"), s.Reason));
        lines.Add((words.Say("Found by"), words.Say(Found(s.Origin))));
        lines.Add((words.Say("Automated means"), words.Say(s.IsFoundByProgram ? "A program pointed it out; a person decided." : "None: a person found it and a person decided.")));
        if (s.Ending is { } ending) lines.Add((words.Say("How it ended"), words.Say(Ended(ending))));
        if (s.EndedFor is { Length: > 0 } why) lines.Add((words.Say("Ended, because"), why));
        if (s.Alone) lines.Add((words.Say("Who decided on the appeal"), words.Say("There is nobody else here who could: the same person decided again.")));
        return lines;
    }

    /// Until when its author can object, or why not any more.
    public static string Redress(Statement s, Locale words, DateTimeOffset now) =>
        s.IsUndone ? words.Say("This decision does not stand any more.")
        : s.AppealOf is not null ? words.Say("This was decided on an appeal, and there is no second one here. You can turn to a certified out-of-court dispute settlement body (Article 21 of the Digital Services Act), or to a court.")
        : s.OpenUntil < now ? words.Say("A decision can be objected to for six months, and they are over. You can still turn to a certified out-of-court dispute settlement body, or to a court.")
        : words.Say("You can object until {date}, free of charge. Somebody who did not decide before looks at it, where there is anybody else.", ("date", words.Date(s.OpenUntil)));

    public static string Measure(Statement s) => (s.Verdict, s.Kind) switch
    {
        (Verdict.Hide, "member") => "Your profile was cleared.",
        (Verdict.Hide, _) => "What you wrote is hidden: nobody sees it but you and the moderators.",
        (Verdict.Suspend, _) => "Your account is suspended: you read what everybody reads; signed in, you can read why, object, take your data along, or leave.",
        (Verdict.Quiet, _) => "What you write waits for a moderator: until one publishes it, nobody sees it but you and the moderators.",
        (Verdict.Keep, _) when s.AppealOf is not null => "It stays as it was decided.",
        (Verdict.Keep, _) => "It was left as it is.",
        (Verdict.Restore, "member") => "What was decided about your profile or account is undone.",
        (Verdict.Restore, _) => "What you wrote is seen again.",
        _ => "What you wrote is published.",
    };

    /// Until when it holds, or was meant to, by the clock of whoever reads it.
    public static string Term(Statement s, Locale words, string zone) =>
        s.Until is not { } until ? words.Say(Duration(s))
        : s.IsUndone && s.EndedAt < until ? words.Say("It was meant until {when}, and ended early.", ("when", words.DateAndTime(until, zone)))
        : words.Say("Until {when}: it ends by itself.", ("when", words.DateAndTime(until, zone)));

    /// Until when it was meant before it was shortened.
    public static string Meant(Statement s, Locale words, string zone) => s.MeantUntil is { } until ? words.Say("It was meant until {when}.", ("when", words.DateAndTime(until, zone))) : words.Say("It was meant without an end.");

    static string Duration(Statement s) => (s.Verdict, s.Kind) switch
    {
        (Verdict.Suspend or Verdict.Quiet, _) => "Until you are readmitted.",
        (_, "member") => "You can write it anew at any time.",
        _ => "Until you change it so that it fits, or the decision is undone.",
    };

    /// How a decision came to stand no more.
    public static string Ended(Ending ending) => ending switch
    {
        Ending.Undone => "It was taken back.",
        Ending.Appealed => "It was undone on appeal.",
        Ending.Restored => "A moderator undid it.",
        Ending.Changed => "The words were changed.",
        Ending.Readmitted => "A moderator ended it.",
        _ => "Its time was over.",
    };

    static string Found(Origin origin) => origin switch
    {
        Origin.Report => "A member's report",
        Origin.Notice => "A notice from outside",
        Origin.Signal => "A rule or signal that held it before it was published",
        Origin.Author => "What its author or reporter asked for",
        _ => "A moderator's own look",
    };
}
