using System.ComponentModel;
using Rapport.Kernel.Api;
using Rapport.Members;
using Rapport.Reviews.Rules;

namespace Rapport.Reviews.Api;

/// A question that reviews answer beside their stars.
public sealed record AspectJson(long Id, int Version, [property: Description("The id of the category it is asked in, with those below it; null for every product.")] long? Category, [property: Description("`subRating` is answered with one to five stars, `context` by one of the options.")] AspectKind Kind, string Name,
    [property: Description("An answer names its place in this list, from 0.")] IReadOnlyList<string> Options, int Rank, [property: Description("Since when it is asked no more; answers stay.")] DateTimeOffset? RetiredAt) : IEdition
{
    public static AspectJson Example => new(1900, 1, 1060, AspectKind.Context, "How long have you had it?", ["Less than a month", "Up to a year", "Longer"], 0, null);

    internal static AspectJson Of(Aspect a) => new(a.Id, a.Version, a.CategoryId, a.Kind, a.Name, a.Choices, a.Rank, a.RetiredAt);
}

public sealed record NewAspect(AspectKind Kind, string Name, [property: Description("The id of a category; null for every product.")] long? Category = null, [property: Description("At least two for `context`; none for `subRating`.")] IReadOnlyList<string>? Options = null)
{
    public static NewAspect Example => new(AspectKind.Context, "How long have you had it?", null, ["Less than a month", "Up to a year", "Longer"]);
}

/// What is different about a question; what is left out stays.
public sealed record AspectChange(string? Name = null, [property: Description("All of them in their order; those that were given keep their place.")] IReadOnlyList<string>? Options = null, [property: Description("Whether it is asked.")] bool? Asked = null)
{
    public static AspectChange Example => new(Asked: false);
}

/// In which order questions stand.
public sealed record AspectOrder([property: Description("Their ids. Those that are not named come after the others.")] IReadOnlyList<long> Aspects)
{
    public static AspectOrder Example => new([1901, 1900]);
}

static class TheAspects
{
    public static async Task<Paged<AspectJson>> List(AspectDesk aspects) => new([.. (await aspects.All()).Select(AspectJson.Of)], null);

    public static async Task<Made<AspectJson>> Make(NewAspect said, Me me, AspectDesk aspects)
    {
        me.RequireAdministrator();
        return new("/aspects", AspectJson.Of(await aspects.Make(said.Category, said.Kind, said.Name, said.Options ?? [])));
    }

    public static async Task<Changed<AspectJson>> Change(long id, AspectChange to, HttpContext context, Me me, AspectDesk aspects)
    {
        me.RequireAdministrator();
        var aspect = await aspects.Find(id);
        context.DemandUnchanged(aspect);
        if (to.Name is not null || to.Options is not null) await aspects.Describe(aspect, to.Name ?? aspect.Name, to.Options ?? aspect.Choices);
        if (to.Asked is { } asked) await aspects.Ask(aspect, asked);
        return new("/aspects", AspectJson.Of(aspect));
    }

    public static async Task<Done> Arrange(AspectOrder order, Me me, AspectDesk aspects)
    {
        me.RequireAdministrator();
        await aspects.Arrange([.. order.Aspects]);
        return new();
    }
}
