using System.ComponentModel;
using Rapport.Kernel.Api;
using Rapport.Reviews.Answering;

namespace Rapport.Reviews.Api;

/// What the brand or the reviewer wrote to the other.
public sealed record PrivateWordJson(long Id, [property: Description("By the brand; else by the reviewer.")] bool ByBrand, [property: Description("Null for somebody who left.")] long? Author, string Text, DateTimeOffset At)
{
    public static PrivateWordJson Example => new(1920, true, 1033, "May we send you another lid?", new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero));

    internal static PrivateWordJson Of(PrivateWord w) => new(w.Id, w.ByBrand, w.AuthorId, w.Text, w.At);
}

public sealed record NewPrivateWord(string Text)
{
    public static NewPrivateWord Example => new("May we send you another lid?");
}

static class ThePrivateWords
{
    public static async Task<Paged<PrivateWordJson>> List(long id, PrivateWords words)
    {
        await words.Of(id);
        return new([.. (await words.Read(id)).Select(w => PrivateWordJson.Of(w.Word))], null);
    }

    public static async Task<Made<PrivateWordJson>> Write(long id, NewPrivateWord said, PrivateWords words) => new($"/reviews/{id}/private-words", PrivateWordJson.Of(await words.Write(id, said.Text)));
}
