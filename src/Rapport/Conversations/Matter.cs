using Rapport.Kernel;

namespace Rapport.Conversations;

/// What a question or discussion is about besides products: the brand itself, its service, an advertisement, a price.
public enum Matter { Brand, Service, Advertisement, Price }

public static class MatterCode
{
    public static string Code(this Matter matter) => matter.ToString().ToLowerInvariant();

    /// As an address, a form or a program says it; nothing, or "none", for none of them.
    public static Matter? Read(string? said) => string.IsNullOrEmpty(said) || said == "none" ? null
        : Enum.GetValues<Matter>().Cast<Matter?>().FirstOrDefault(m => m!.Value.Code() == said) ?? throw new Refused("Choose what it is about.") { Field = "matter" };

    public static string PathOf(Matter matter) => $"/about/{matter.Code()}";
}
