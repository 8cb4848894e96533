namespace Rapport.Kernel.Api;

/// What a token may be used for. It never lets anybody do more than its owner may at that moment.
public static class Scope
{
    public const string Read = "read", Write = "write", Profile = "profile", Moderate = "moderate", People = "admin:people", Content = "admin:content", Settings = "admin:settings";

    public static IReadOnlyList<string> All { get; } = [Read, Write, Profile, Moderate, People, Content, Settings];

    /// The English key of what the scope allows.
    public static string Words(string scope) => scope switch
    {
        Read => "Read what you may see, your notices and drafts",
        Write => "Ask, answer, comment, vote, follow and keep drafts as you",
        Profile => "Read and change your profile and settings, get your data, leave",
        Moderate => "Spaces, closing, pinning and moving topics, and whatever else moderators do",
        People => "Invite people, change roles and audiences, suspend, revoke tokens",
        Content => "Product lists, shops and orders",
        _ => "Brand, languages, mail, rules of moderation, retention, webhooks, legal pages, backups, moving and health",
    };
}
