using Rapport.Kernel.Events;
using Rapport.Kernel.Web;

namespace Rapport.Kernel.Moving;

/// A form in which a community can come in: how it is recognised and how it is taken. Every registered one is offered at the command line and in the product.
public abstract class Format
{
    /// What the command line calls it: "discourse".
    public abstract string Name { get; }

    /// What people call it: "Discourse".
    public abstract string Title { get; }

    /// What to hand in, in words; a key of the catalogue.
    public abstract string Needs { get; }

    public abstract bool Recognises(Parcel parcel);

    /// Takes it in. Work that was broken off goes on when it is run again with the same source.
    public async Task<Report> Run(IServiceProvider services, Arriving arriving, Cause cause, CancellationToken cancel)
    {
        try { return await Take(services, arriving, cause, cancel); }
        catch (Exception problem) when (problem is IOException || Refusals.IsAway(problem))
        {
            throw new Refused("It broke off: {problem} Mend that and run it again: what came in already stays, and it goes on where it was.", ("problem", problem.GetBaseException().Message.TrimEnd('.') + "."));
        }
    }

    protected abstract Task<Report> Take(IServiceProvider services, Arriving arriving, Cause cause, CancellationToken cancel);
}

/// What was handed in, what whoever did agrees to, and who is told of progress.
public sealed record Arriving(string Path, Choices Choices)
{
    public Action<Step>? Progress { get; init; }

    /// What the file or folder was called, where the path is not what it was called.
    public string? Called { get; init; }

    public string Label => Choices.Source ?? System.IO.Path.GetFileNameWithoutExtension((Called ?? Path).TrimEnd('/'));
}
