namespace Rapport.Members.Legal;

/// What the legal pages are called.
static class LegalNames
{
    public static string Of(string page, Func<string, string> say) => page switch { "imprint" => say("Imprint"), "privacy" => say("Privacy"), _ => say("Terms") };
}
