namespace Rapport.Kernel.Mail;

/// A mail before it is written: who gets it, and blocks of words that become both its text and its HTML.
public sealed record Mail(string To, string Subject, IReadOnlyList<Block> Blocks)
{
    /// What kind of mail it is, for switching kinds off and for the list of mails.
    public string Kind { get; init; } = "account";

    /// The member it is for, so that leaving takes it along.
    public long? Member { get; init; }

    /// Members whose names or words stand in it: when one of them leaves, it goes too.
    public IReadOnlyList<long> Names { get; init; } = [];

    /// The language its fixed words are in.
    public string Language { get; init; } = "en";

    /// One-click unsubscribe (RFC 8058): an https address that takes a POST. Null for mail that cannot be switched off.
    public string? Unsubscribe { get; init; }

    /// Threads: the Message-ID of this mail and of what it answers, without angle brackets.
    public string? MessageId { get; init; }
    public IReadOnlyList<string> References { get; init; } = [];
}

/// A part of a mail.
public abstract record Block;

/// A sentence or two of ours.
public sealed record Paragraph(string Text) : Block;

/// Somebody's words, as they stand on the page: safe HTML for one half of the mail and the plain text for the other.
public sealed record Words(string Author, string Html, string Text) : Block;

/// The one thing to do next.
public sealed record Button(string Text, string Address) : Block;

/// Links side by side, one of which is to be chosen: signs in the one half of the mail, words in the other.
public sealed record Row(string Text, IReadOnlyList<RowLink> Links) : Block;

public sealed record RowLink(string Sign, string Words, string Address);

/// A code to type in.
public sealed record Code(string Text) : Block;

/// Small print at the end.
public sealed record Note(string Text, string? LinkText = null, string? Address = null) : Block;
