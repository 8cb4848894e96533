using Rapport.Interchange.StackExchange;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Events;
using Rapport.Kernel.Moving;

namespace Rapport.Interchange;

/// The forms in which a community comes in.
public static class Formats
{
    /// Other systems' forms, each turned into an archive of ours first.
    public static IReadOnlyList<Format> Others { get; } = [new StackExchangeDump(), new Discourse.Discourse(), new Disqus.Disqus(), new ReviewLists.ReviewList(), new Csv.Csv()];

    public static IReadOnlyList<Format> All { get; } = [new Ours(), .. Others];
}

/// An archive in the interchange format.
sealed class Ours : Format
{
    public override string Name => "archive";
    public override string Title => "Rapport";
    public override string Needs => "An archive that rapport export wrote, or another program in the interchange format";
    public override bool Recognises(Parcel parcel) => Archive.Is(parcel);

    protected override async Task<Report> Take(IServiceProvider services, Arriving arriving, Cause cause, CancellationToken cancel)
    {
        using var archive = new Archive(arriving.Path);
        return await new Loader(services, archive, cause, arriving.Choices) { Progress = arriving.Progress }.Run(cancel);
    }
}

/// A form of another system: turned into an archive beside the data, and loaded from there.
public abstract class Converted : Format
{
    protected abstract void Convert(Parcel parcel, Archive archive, string source, TableChoice said);

    protected override async Task<Report> Take(IServiceProvider services, Arriving arriving, Cause cause, CancellationToken cancel)
    {
        var said = TableChoice.Read(arriving.Choices.Particulars);
        using var parcel = Parcel.Of(arriving.Path, said.Encoding);
        if (!Recognises(parcel)) throw new Refused("This is not what {name} hands out. What is needed: {needs}", ("name", Title), ("needs", Needs));
        var folder = Path.Combine(services.GetRequiredService<Installation>().Folder("import"), $"{Name}-{Slug.Of(arriving.Label)}");
        // One that was killed may have left its own.
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        using var archive = new Archive(folder);
        try
        {
            arriving.Progress?.Invoke(new("reading", 0, null));
            Convert(parcel, archive, arriving.Label, said);
            return await new Loader(services, archive, cause, arriving.Choices) { Progress = arriving.Progress }.Run(cancel);
        }
        catch (FormatException problem) { throw new Refused("{name} cannot be read: {problem}. Mend that and run it again.", ("name", arriving.Called ?? Path.GetFileName(arriving.Path)), ("problem", problem.Message)); }
        finally { if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true); }
    }
}

sealed class StackExchangeDump : Converted
{
    public override string Name => "stackexchange";
    public override string Title => "Stack Exchange";
    public override string Needs => "The folder or ZIP of a dump: Posts.xml, Users.xml, Votes.xml and the others";
    public override bool Recognises(Parcel parcel) => parcel.Has("Posts.xml");
    protected override void Convert(Parcel parcel, Archive archive, string source, TableChoice said) => new Conversion(parcel, archive, source).Run();
}
