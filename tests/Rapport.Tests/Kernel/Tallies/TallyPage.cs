using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Rapport.Kernel.Pages;

namespace Rapport.Tests.Kernel.Tallies;

/// A tally with the form that raises it.
public sealed class TallyPage : View
{
    [Parameter] public Tally Tally { get; set; } = null!;

    string Action => $"/tests/tallies/{Tally.Id}/raise";

    protected override void BuildRenderTree(RenderTreeBuilder page)
    {
        page.OpenComponent<Page>(0);
        page.AddComponentParameter(1, "Title", T("Tally"));
        page.AddComponentParameter(2, "ChildContent", (RenderFragment)(main =>
        {
            main.AddMarkupContent(0, $"<output>{Tally.Count}</output>");
            main.AddContent(1, Tally.RaisedAt is { } at ? When(at) : null);
            if (Form.Problem(Action) is { } problem) main.AddMarkupContent(2, $"<p class=problem>{problem}</p>");
            main.OpenElement(3, "form");
            main.AddAttribute(4, "method", "post");
            main.AddAttribute(5, "action", To(Action));
            main.OpenComponent<ActKey>(6);
            main.CloseComponent();
            main.OpenElement(7, "input");
            main.AddAttribute(8, "name", "by");
            main.AddAttribute(9, "value", Form.Kept(Action, "by", "1"));
            main.CloseElement();
            main.AddMarkupContent(10, $"<button>{T("Raise")}</button>");
            main.CloseElement();
        }));
        page.CloseComponent();
    }
}
