using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Web;
using Rapport.Tests.Kernel.Tallies;

namespace Rapport.Tests.Nodes;

/// What the next version adds: a column that may be null on a table that is there, and a table of its own.
public sealed class NextModule : Module
{
    public const string Setting = "--next";

    /// As the migration of a next version would.
    public const string Migration = """
        ALTER TABLE tests_tallies ADD COLUMN IF NOT EXISTS note text;
        CREATE TABLE IF NOT EXISTS tests_later (id bigint PRIMARY KEY, tally bigint NOT NULL)
        """;

    public override void Map(ModelBuilder model)
    {
        model.Entity<Tally>().Property<string?>("Note");
        model.Entity<Later>().ToTable("tests_later").Property(l => l.Id).ValueGeneratedNever();
    }

    public override void Route(Doors doors) => doors.Acts.MapPost("/tests/tallies/{id:long}/note", async (long id, Db db) =>
    {
        var tally = await db.Tallies.FirstAsync(t => t.Id == id);
        tally.Raise(1, db.Clock.GetUtcNow());
        db.Entry(tally).Property("Note").CurrentValue = "noted";
        db.Add(new Later { Id = db.NewId(), Tally = id });
        await db.Save(new TallyRaised(tally, 1, -id));
        return Go.To($"/tests/tallies/{id}");
    });

    public sealed class Later
    {
        public long Id { get; init; }
        public long Tally { get; init; }
    }
}
