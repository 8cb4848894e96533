using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;

namespace Rapport.Reviews;

public enum AspectKind { SubRating, Context }

/// A question that reviews of a category answer beside their stars: a sub-rating ("Sound"), or the context ("How long have you had it?").
public sealed class Aspect : Entity
{
    public const int MostOptions = 12;

    Aspect() { }

    public Aspect(long id, long? category, AspectKind kind, string name, IReadOnlyList<string> options, int rank)
    {
        (Id, CategoryId, Kind, Rank) = (id, category, kind, rank);
        Describe(name, options);
    }

    /// Null for every product.
    public long? CategoryId { get; private set; }
    public AspectKind Kind { get; private set; }
    public string Name { get; private set; } = "";

    /// One a line; none for a sub-rating.
    public string Options { get; private set; } = "";
    public int Rank { get; private set; }

    /// Asked no more; what was answered stays.
    public DateTimeOffset? RetiredAt { get; private set; }

    public IReadOnlyList<string> Choices => Options.Length == 0 ? [] : Options.Split('\n');

    /// Choices that were answered keep their places: they can be renamed and added to, not taken away.
    public void Describe(string name, IReadOnlyList<string> options)
    {
        name = Characters.Line(name);
        if (Characters.Seen(name) < 2 || name.Length > 60) throw new Refused("A name takes 2 to 60 characters.") { Field = "name" };
        var choices = options.Select(o => Characters.Line(o)).Where(o => o.Length > 0).ToList();
        if (Kind == AspectKind.Context && choices.Count < 2) throw new Refused("Name at least two answers, one a line.") { Field = "options" };
        if (choices.Count > MostOptions || choices.Exists(c => c.Length > 60)) throw new Refused("Name up to {most} answers of up to 60 characters.", ("most", MostOptions)) { Field = "options" };
        if (choices.Count < Choices.Count) throw new Refused("Answers that were given keep their place: rename them or add some.") { Field = "options" };
        (Name, Options) = (name, Kind == AspectKind.Context ? string.Join('\n', choices) : "");
    }

    public void Retire(DateTimeOffset now) => RetiredAt ??= now;

    public void Return() => RetiredAt = null;

    public void Stand(int rank) => Rank = rank;

    /// Whether this can be an answer to it.
    public bool Takes(int value) => Kind == AspectKind.SubRating ? value is >= 1 and <= 5 : value >= 0 && value < Choices.Count;
}
