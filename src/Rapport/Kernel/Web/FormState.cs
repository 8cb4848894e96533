using Microsoft.Extensions.Primitives;

namespace Rapport.Kernel.Web;

/// A form that was refused: what was written in it and why, for the page that shows it again filled in.
public sealed class FormState
{
    readonly Dictionary<string, StringValues> values = new(StringComparer.OrdinalIgnoreCase);

    public string? Action { get; private set; }
    public string? Message { get; private set; }
    public string? Field { get; private set; }

    /// What else was refused, by the field that has to change.
    public IReadOnlyList<(string Message, string? Field)> Others { get; private set; } = [];
    public int Status { get; private set; } = StatusCodes.Status200OK;

    /// The page that is being written holds the form.
    public bool IsShown { get; private set; }

    /// The page may be shown without the form: its browser says that it stood there.
    internal bool MayBeGone { get; set; }

    /// What somebody wrote in a form that no page holds any more: shown to be copied.
    public IReadOnlyList<string> Stray { get; private set; } = [];

    /// What was written in the field of the form with this action; else the fallback.
    public string? Kept(string action, string name, string? fallback = null) =>
        Is(action) && values.TryGetValue(name, out var value) ? value.ToString() : fallback;

    public IReadOnlyList<string?> KeptAll(string action, string name) =>
        Is(action) && values.TryGetValue(name, out var value) ? value.ToArray() : [];

    public string? Problem(string action, string? name = null) => !Is(action) ? null : name is null || Field == name ? Message : Others.FirstOrDefault(o => o.Field == name).Message;

    public bool Is(string action)
    {
        var same = string.Equals(Action, action, StringComparison.OrdinalIgnoreCase);
        IsShown |= same;
        return same;
    }

    /// Shows the form as it was left, without a complaint: a draft that comes back.
    public void Restore(string action, IEnumerable<KeyValuePair<string, StringValues>> fields)
    {
        Action = action;
        values.Clear();
        foreach (var (name, value) in fields)
            if (name is not (Acts.Field or Sender.Field) && !name.Contains("password", StringComparison.OrdinalIgnoreCase)) values[name] = value;
    }

    /// What was written goes into another form that takes the same fields, and why.
    public void Lead(string action, string message) => (Action, Message) = (action, message);

    /// Something of it could not be kept.
    public void Warn(string message) => Message = message;

    readonly Dictionary<string, StringValues> remembered = [];

    /// What was made of the form already (a picture that is kept by now): shown in it again, should it be refused.
    public void Remember(string name, string[] made) => remembered[name] = made;

    internal void Refuse(string action, IFormCollection form, string message, string? field, int status, params IReadOnlyList<(string, string?)> others)
    {
        Restore(action, form);
        foreach (var (name, made) in remembered) values[name] = made;
        (Message, Field, Status, IsShown, Others) = (message, field, status, false, others);
    }

    /// The words stay, the form does not. True where there are any.
    internal bool Strand()
    {
        Stray = [.. values.SelectMany(f => f.Value.OfType<string>().Where(said => IsWords(f.Key, said)))];
        return Stray.Count > 0;
    }

    internal void Drop()
    {
        Strand();
        (Action, Message, Field, Status, Others) = (null, null, null, StatusCodes.Status200OK, []);
    }

    /// What was written, as against what was chosen or came along hidden.
    static bool IsWords(string name, string said) =>
        said.AsSpan().Trim() is { Length: > 0 } text && (name.ToLowerInvariant() is "title" or "body" or "reason" or "bio" || text.ContainsAny(" \n"));
}
