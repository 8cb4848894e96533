using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Rapport.Tests.Worlds;

/// The names and values of a form, from what a test says or as they stand on a page.
static class Fields
{
    public static IEnumerable<KeyValuePair<string, string>> Of(object? form) => form switch
    {
        null => [],
        IEnumerable<KeyValuePair<string, string>> pairs => pairs,
        _ => form.GetType().GetProperties().Where(p => !IsFile(p.PropertyType)).SelectMany(p => p.GetValue(form) switch
        {
            null => [],
            string text => [new(p.Name, text)],
            System.Collections.IEnumerable many => many.Cast<object>().Select(one => new KeyValuePair<string, string>(p.Name, Text(one))),
            var one => [new KeyValuePair<string, string>(p.Name, Text(one))],
        }),
    };

    public static IEnumerable<(string Field, string File, byte[] Bytes)> Files(object? form) =>
        form?.GetType().GetProperties().Where(p => IsFile(p.PropertyType))
            .SelectMany(p => (p.GetValue(form) is (string, byte[])[] many ? many : [((string, byte[]))p.GetValue(form)!]).Select(f => (p.Name, f.Item1, f.Item2))) ?? [];

    static bool IsFile(Type type) => type == typeof((string, byte[])) || type == typeof((string, byte[])[]);

    public static List<KeyValuePair<string, string>> In(IHtmlFormElement form) =>
    [
        .. form.Elements.SelectMany<IElement, KeyValuePair<string, string>>(element => element switch
        {
            _ when element.HasAttribute("disabled") || element.GetAttribute("name") is not { Length: > 0 } => [],
            IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked ? [new(box.Name!, box.Value is "" ? "on" : box.Value)] : [],
            IHtmlInputElement { Type: "submit" or "button" or "file" or "image" } or IHtmlButtonElement => [],
            IHtmlInputElement input => [new(input.Name!, input.Value)],
            IHtmlTextAreaElement area => [new(area.Name!, area.Value)],
            IHtmlSelectElement list => list.Options.Where(o => o.IsSelected).Select(o => new KeyValuePair<string, string>(list.Name!, o.Value)),
            _ => [],
        }),
    ];

    static string Text(object value) => value is bool yes ? yes ? "true" : "false" : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;
}
