using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Rapport.Kernel.Content;

/// Formulas within clean content: found, then replaced by MathML. One that cannot be rendered stays as its source.
static class Formulas
{
    // A post of nothing but formulas still has to be rendered in a moment: what is beyond this stays source.
    const int Most = 500, MostCharacters = 25_000, WideFrom = 60;

    /// Imported HTML holds formulas as text; they become the same `code.tex` that our Markdown writes.
    public static void Find(IHtmlElement body)
    {
        foreach (var text in body.Descendants().OfType<IText>().ToList())
            if (text.Data.AsSpan().IndexOfAny('$', '\\') >= 0 && text.ParentElement?.Closest("code,pre,kbd,samp,a.mention") is null) Split(text);
    }

    static void Split(IText text)
    {
        var (data, from) = (text.Data, 0);
        var parts = new List<INode>();
        for (var i = 0; i < data.Length; i++)
        {
            if (data[i] is not ('$' or '\\')) continue;
            if (TexRules.At(data.AsSpan(i), lenient: true) is not { } found)
            {
                if (data[i] == '\\' && i + 1 < data.Length && data[i + 1] == '$') i++;
                continue;
            }
            if (i > from) parts.Add(text.Owner!.CreateTextNode(data[from..i]));
            var code = text.Owner!.CreateElement("code");
            code.ClassName = found.Display ? "tex tex-block" : "tex";
            code.TextContent = found.Tex;
            parts.Add(code);
            i += found.Length - 1;
            from = i + 1;
        }
        if (parts.Count == 0) return;
        if (from < data.Length) parts.Add(text.Owner!.CreateTextNode(data[from..]));
        text.Replace([.. parts]);
    }

    public static bool Render(IHtmlElement body)
    {
        var macros = new Macros();
        var (count, characters, any) = (0, 0, false);
        foreach (var code in body.QuerySelectorAll("code.tex").ToList())
        {
            var tex = code.TextContent.Trim();
            any = true;
            if (++count > Most || (characters += tex.Length) > MostCharacters) continue;
            tex = macros.Take(tex);
            var display = code.ClassList.Contains("tex-block");
            if (tex.Length == 0) code.Remove();   // nothing but definitions
            else if (Tex.Render(tex, display) is { } mathml) Replace(code, mathml, display && tex.Length > WideFrom);
        }
        return any;
    }

    static void Replace(IElement code, string mathml, bool wide)
    {
        var target = wide ? Finish.Wrap(code, "span", "math-scroll") : code;
        if (wide) target.InnerHtml = mathml;
        else target.OuterHtml = mathml;
    }
}
