using Microsoft.AspNetCore.Components;

namespace Rapport.Kernel.Pages;

/// What every kind of field has: a name, a label, a hint, and what was written and refused before.
public abstract class FieldBase : View
{
    [CascadingParameter(Name = "Action")] public string? Action { get; set; }
    [Parameter, EditorRequired] public string Name { get; set; } = "";
    [Parameter, EditorRequired] public string Label { get; set; } = "";
    [Parameter] public string? Hint { get; set; }
    [Parameter] public string? Value { get; set; }

    /// May stay empty, and says so beside the label.
    [Parameter] public bool Optional { get; set; }

    /// The question a page is about: its label is a heading in size.
    [Parameter] public bool Big { get; set; }

    /// Where a page holds the same name twice.
    [Parameter] public string? Id { get; set; }

    /// Further attributes of the input itself (maxlength, autocomplete, inputmode).
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? Others { get; set; }

    protected string At => Id ?? Name;
    protected string? Kept => Action is null ? Value : Form.Kept(Action, Name, Value);
    protected string? Problem => Action is null ? null : Form.Problem(Action, Name);
    protected string? DescribedBy => (Hint, Problem) switch
    {
        (null, null) => null,
        (not null, null) => $"{At}-hint",
        (null, not null) => $"{At}-error",
        _ => $"{At}-hint {At}-error",
    };
}
