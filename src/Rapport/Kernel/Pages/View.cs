using System.Globalization;
using Microsoft.AspNetCore.Components;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Web;

namespace Rapport.Kernel.Pages;

/// What every page and component writes with: words, links and times in the visitor's language, and forms that come back filled in.
public abstract class View : ComponentBase
{
    [Inject] public Locale Locale { get; set; } = null!;
    [Inject] Fingerprints Fingerprints { get; set; } = null!;
    [Inject] public FormState Form { get; set; } = null!;

    /// The text in the visitor's language; the English is its key. "{n} answer|{n} answers" is a plural.
    protected string T(string english, params ReadOnlySpan<(string Name, object? Value)> arguments) => Locale.Say(english, arguments);

    /// The path in the visitor's language.
    protected string To(string path) => Locale.To(path);

    /// The address of one of our own files ("css/site.css"), which changes when the file does.
    protected string Asset(string file) => Fingerprints[file];

    /// An instant for everyone: UTC in the markup, the reader's own zone where a script may say so.
    protected RenderFragment When(DateTimeOffset at) => builder =>
    {
        builder.OpenElement(0, "time");
        builder.AddAttribute(1, "datetime", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        builder.AddAttribute(2, "title", Locale.DateAndTime(at));
        builder.AddContent(3, Locale.Code == Locale.Pseudo ? $"⟦{Locale.Date(at)}⟧" : Locale.Date(at));
        builder.CloseElement();
    };

    protected string Number(long number) => number.ToString("N0", Locale.Culture);
}
