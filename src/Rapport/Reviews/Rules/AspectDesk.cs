using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Site;

namespace Rapport.Reviews.Rules;

/// What is asked of one kind of product: its place in the catalogue, null for every product.
public sealed record AspectGroup(AspectKind Kind, string? Category, IReadOnlyList<Aspect> Aspects);

/// Questions for reviews, as administrators write, order and retire them: the one way for forms and programs.
public sealed class AspectDesk(Db db)
{
    const int MostInAll = 1_000, MostAsked = 12;

    public async Task<IReadOnlyList<AspectGroup>> Groups()
    {
        var aspects = await InOrder(db.Aspects.AsNoTracking()).Take(MostInAll).ToListAsync();
        var trails = await db.CategoryTrails([.. aspects.Select(a => a.CategoryId).OfType<long>().Distinct()]);
        return [.. aspects.GroupBy(a => (a.Kind, a.CategoryId)).Select(g => new AspectGroup(g.Key.Kind, g.Key.CategoryId is { } id ? trails.GetValueOrDefault(id, "") : null, [.. g])).OrderBy(g => g.Category is not null).ThenBy(g => g.Category, StringComparer.CurrentCulture).ThenBy(g => g.Kind)];
    }

    public Task<List<Aspect>> All() => InOrder(db.Aspects.AsNoTracking()).Take(MostInAll).ToListAsync();

    public async Task<Aspect> Find(long id) => await db.Aspects.FirstOrDefaultAsync(a => a.Id == id) ?? throw new NotFound();

    public async Task<Aspect> Make(long? category, AspectKind? kind, string? name, IReadOnlyList<string> options)
    {
        if (kind is not { } asked || !Enum.IsDefined(asked)) throw new Refused("Choose how it is answered.") { Field = "kind" };
        if (category is { } one && !await db.HasCategory(one)) throw new Refused("There is no such category. Choose one of the list, or leave it empty for every product.") { Field = "category" };
        var beside = await InOrder(db.Aspects.Where(a => a.CategoryId == category && a.Kind == asked)).ToListAsync();
        RefuseTooMany(beside);
        if (await db.Aspects.CountAsync() >= MostInAll) throw new Refused("There are {most} questions, those asked no more included. Rename one instead.", ("most", MostInAll));
        var aspect = new Aspect(db.NewId(), category, asked, name ?? "", options, beside.Count == 0 ? 0 : beside[^1].Rank + 1);
        RefuseTwice(aspect, beside);
        db.Add(aspect);
        db.Audit("aspect.made", aspect, aspect.Name);
        await db.Save(new AspectChanged(aspect));
        return aspect;
    }

    public async Task Describe(Aspect aspect, string name, IReadOnlyList<string> options)
    {
        aspect.Describe(name, options);
        var (kind, category) = (aspect.Kind, aspect.CategoryId);
        RefuseTwice(aspect, await db.Aspects.AsNoTracking().Where(a => a.CategoryId == category && a.Kind == kind).ToListAsync());
        db.Audit("aspect.changed", aspect, aspect.Name);
        await db.Save(new AspectChanged(aspect));
    }

    public async Task Ask(Aspect aspect, bool asked)
    {
        if (asked == aspect.RetiredAt is null) return;
        var (kind, category) = (aspect.Kind, aspect.CategoryId);
        if (asked) RefuseTooMany(await db.Aspects.AsNoTracking().Where(a => a.CategoryId == category && a.Kind == kind).ToListAsync());
        if (asked) aspect.Return();
        else aspect.Retire(db.Clock.GetUtcNow());
        db.Audit(asked ? "aspect.returned" : "aspect.retired", aspect, aspect.Name);
        await db.Save(new AspectChanged(aspect));
    }

    /// One step among those it stands with.
    public async Task Move(Aspect aspect, bool up)
    {
        var (kind, category) = (aspect.Kind, aspect.CategoryId);
        var beside = await InOrder(db.Aspects.Where(a => a.CategoryId == category && a.Kind == kind)).ToListAsync();
        var at = beside.FindIndex(a => a.Id == aspect.Id);
        beside.RemoveAt(at);
        beside.Insert(Math.Clamp(at + (up ? -1 : 1), 0, beside.Count), aspect);
        await Store(beside);
    }

    /// Those that were not named keep their order after the others.
    public async Task Arrange(List<long> wanted) =>
        await Store([.. (await InOrder(db.Aspects).ToListAsync()).OrderBy(a => wanted.IndexOf(a.Id) is var at and >= 0 ? at : int.MaxValue)]);

    async Task Store(List<Aspect> aspects)
    {
        var changed = new List<Event>();
        foreach (var (rank, aspect) in aspects.Index())
        {
            if (aspect.Rank == rank) continue;
            aspect.Stand(rank);
            changed.Add(new AspectChanged(aspect));
        }
        if (changed.Count == 0) return;
        db.Audit("aspect.ordered", aspects[0], Characters.Line(string.Join(", ", aspects.Take(20).Select(a => a.Name))));
        await db.Save(changed);
    }

    static void RefuseTooMany(IEnumerable<Aspect> beside)
    {
        if (beside.Count(a => a.RetiredAt is null) >= MostAsked) throw new Refused("Nobody answers more than {most} questions. Retire one first.", ("most", MostAsked));
    }

    static void RefuseTwice(Aspect aspect, IEnumerable<Aspect> beside)
    {
        if (beside.Any(a => a.Id != aspect.Id && string.Equals(a.Name, aspect.Name, StringComparison.OrdinalIgnoreCase))) throw new Refused("This is asked there already, or was: look for it in the list.") { Field = "name" };
    }

    static IQueryable<Aspect> InOrder(IQueryable<Aspect> aspects) => aspects.OrderBy(a => a.Kind).ThenBy(a => a.Rank).ThenBy(a => a.Id);
}
