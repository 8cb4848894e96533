namespace Rapport.Demo.Writing;

/// What the people of the brand have on their desk: what waits, what waited and was published, what was refused, what was reported, and what was said in private.
public sealed record DeskSheet(NewcomerSheet[] Held, NewcomerSheet[] Published, NewcomerSheet[] Removed, ReportSheet[] Reported, PrivateSheet[] Private)
{
    public IEnumerable<NewcomerSheet> Newcomers => Held.Concat(Published).Concat(Removed);
}

/// A review by somebody who has only just come, decided on after so many `Hours`. `Ground` and `Reason` are there for one that was refused, `Appeal` where its author asked for another look, and `Answer` what came of that.
public sealed record NewcomerSheet(
    string Name, string Product, int Day, int? Hours, int Stars, string? Title, string Body, string[] Good, string[] Bad, string? Ground, string? Reason, string? Appeal, string? Answer, bool Readmitted)
{
    public string Handle => Kernel.Content.Slug.Of(Name);
}

/// `Review` is the key of a review, `By` who reports it.
public sealed record ReportSheet(string Review, string By, string Why, string? Note);

/// Words between the brand and whoever wrote the review, in turn; the brand begins.
public sealed record PrivateSheet(string Review, string By, string[] Words);
