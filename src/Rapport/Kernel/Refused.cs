namespace Rapport.Kernel;

/// What a rule answers when it says no: words for the person who asked, translated at the edge.
/// The English message is the catalogue key; {names} in it are filled from the arguments.
public sealed class Refused(string message, params (string Name, object Value)[] arguments) : Exception(message)
{
    public IReadOnlyList<(string Name, object Value)> Arguments { get; } = arguments;

    /// In English, for a terminal or a log.
    public string Plain => Arguments.Aggregate(Message, (text, a) => text.Replace("{" + a.Name + "}", a.Value.ToString()));

    /// The form field that has to change, where one can be named.
    public string? Field { get; init; }

    /// What else stands in the way, each with its field: all is said at once.
    public IReadOnlyList<Refused> Others { get; init; } = [];

    /// After how many seconds the same would be taken, where it came too often.
    public int? Wait { get; init; }
}

/// Gathers what is wrong with a form, so that it is mended in one go.
public sealed class Refusing
{
    readonly List<Refused> found = [];

    public void Add(Refused refused) => found.Add(refused);

    /// Null where it was refused.
    public T? Try<T>(Func<T> read) where T : class
    {
        try { return read(); }
        catch (Refused refused)
        {
            Add(refused);
            return null;
        }
    }

    public void Throw()
    {
        if (found is [var first, .. var others]) throw new Refused(first.Message, [.. first.Arguments]) { Field = first.Field, Others = others };
    }
}

/// Not there, or not for this visitor: the two are told apart by nobody.
public sealed class NotFound() : Exception("There is nothing at this address.");

/// Only somebody signed in may do this; what was written is kept meanwhile.
public sealed class SignInNeeded() : Exception("Sign in to go on.");

/// The thing has another address now.
public sealed class Moved(string to) : Exception("Moved to " + to)
{
    public string To { get; } = to;
}
