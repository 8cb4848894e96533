using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Files;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Site;
using Rapport.Members;
using Rapport.Reviews;
using Rapport.Tests.Kernel;

namespace Rapport.Tests.Interchange;

/// Lets a community have something of everything: by its verbs where they matter, and in every further table a row whose every column says something,
/// so that a column somebody adds is seen to survive, or to be lost, without anybody thinking of it.
sealed class Life(World world)
{
    static readonly DateTimeOffset Then = new(2026, 3, 4, 5, 6, 7, 89, 12, TimeSpan.Zero);

    string picture = "";
    int count;

    public async Task Live()
    {
        var (given, cast) = (world.Given, world.Cast);
        var space = await given.Space(null, cast.Ben);
        var product = await given.Product("Kettle", l => l with { Family = "K1", Category = ["Home", "Kettles"], Details = [new("Size", "Height", "21 cm"), new("Size", "Width", "12 cm")], SalePrice = new(4990, "EUR") });
        var topic = await given.Topic(by: cast.Ada, space: space, tags: [$"drip-{Given.Fresh()}"], product: product.Id, body: "It drips \u0627\u0644\u0642\u0647\u0648\u0629, $\\frac{1}{2}$ <b>a day</b>.");
        var other = await given.Topic(by: cast.Ben, kind: TopicKind.Discussion);
        var reply = await given.Reply(topic, cast.Ben, $"Turn it, @[{cast.Ada.Id}], to the left.");
        var comment = await given.Comment(reply, cast.Cleo, "Left it is.");
        var review = await given.Review(product, cast.Ada);
        var bought = await given.Review(product, cast.Ben, body: "It pours well, whatever they say.");
        await world.Do(async services =>
        {
            var (db, keeper) = (services.GetRequiredService<Db>(), services.GetRequiredService<Keeper>());
            var file = await keeper.Keep(FileWorld.Drawing(60, 40, ".png"), "kettle.png", cast.Ada.Id);
            picture = file.Address().Path;
            db.Add(new FileUse { File = file.Id, Kind = "post", Subject = topic.Id });
            var asked = await db.Topics.FirstAsync(t => t.Id == topic.Id);
            asked.Accept(await db.Posts.FirstAsync(p => p.Id == reply.Id), null, cast.Ada, Then);
            db.AddRange(new Vote(reply.Id, cast.Ada.Id, 1, Then), new Vote(topic.Id, cast.Ben.Id, -1, Then), new Vote(comment.Id, cast.Ada.Id, 1, Then));
            db.AddRange(new VoteTally(reply.Id, new(2026, 1, 2), 3, 1), new VoteTally(comment.Id, new(2026, 1, 3), 1, 0));
            (await db.Reviews.FirstAsync(r => r.Id == review.Id)).CameFrom("Elsewhere", verified: true, Then, "8.5/10", "Oak");
            db.Add(new TopicLink(other.Id, topic.Id, TopicLinkKind.Duplicate, Then));
            (await db.Tags.FirstAsync()).Explain("What drips", Content.Markdown("All about **drips**."), cast.Mona.Id, Then);
            var members = await db.Members.ToListAsync();
            members.ForEach(m => m.UseAddress(EmailAddress.Of($"{m.Handle}@people.example")));
            members.ForEach(m => m.UsePassword("hash of " + m.Handle));
            members[3].Describe("Emil", "At the counter", "Pours slowly.");
            await services.GetRequiredService<SiteSettings>().Change(db, new BrandSettings { Name = "Heron", Accent = "#2746c4" });
            await db.Save();
            return true;
        });
        await Fill();
        // What was written elsewhere was never bought here.
        await world.Act(db => db.Reviews.Where(r => r.Source != null).ExecuteUpdateAsync(s => s.SetProperty(r => r.BoughtAt, (DateTimeOffset?)null)));
        await world.Act(db => db.Reviews.Where(r => r.Id == bought.Id).ExecuteUpdateAsync(s => s.SetProperty(r => r.BoughtAt, Then)));
    }

    /// Every column of every table that goes along, but those that follow from others.
    Task Fill() => world.Act(async db =>
    {
        foreach (var records in world.Services.GetServices<Records>())
            foreach (var entity in records.Covers.Select(t => db.Model.FindEntityType(t)!).Where(e => e.ClrType != typeof(Blob) && e.ClrType != typeof(FileSize) && e.ClrType != typeof(SettingGroup)))
            {
                var found = entity.ClrType == typeof(Post) ? await db.Posts.OrderBy(p => p.Id).FirstAsync(p => p.Kind == (records.Name == "comments" ? PostKind.Comment : PostKind.Reply))
                    : await ((IQueryable<object>)Set(db, entity)).FirstOrDefaultAsync();
                if (!records.OursOnly && found is null) continue;
                if (found is not null) await Say(db, entity, found, isNew: false, records);
                else await Say(db, entity, RuntimeHelpers.GetUninitializedObject(entity.ClrType), isNew: true, records);
                await db.SaveChangesAsync();
                db.Forget();
            }
        await Say(db, db.Model.FindEntityType(typeof(Post))!, await db.Posts.OrderBy(p => p.Id).LastAsync(p => p.Kind == PostKind.Opening), isNew: false, world.Services.GetServices<Records>().First(r => r.Name == "replies"));
        await db.SaveChangesAsync();
    });

    static object Set(Db db, IEntityType entity) => typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(entity.ClrType).Invoke(db, null)!;

    async Task Say(Db db, IEntityType entity, object row, bool isNew, Records records)
    {
        var entry = db.Entry(row);
        var left = world.Services.GetServices<NotExported>().Where(l => l.Entity == entity.ClrType).Select(l => l.Column).ToHashSet();
        foreach (var property in entity.GetProperties().Where(p => p.Name is not "Version" && !left.Contains(p.Name)))
        {
            if (!isNew && (property.IsPrimaryKey() || !Empty(entry.Property(property.Name).CurrentValue) || !Carried(records, db, property))) continue;
            entry.Property(property.Name).CurrentValue = await Made(db, entity, property);
        }
        if (isNew) db.Add(row);
    }

    /// Where the line tells a column in its own way, the verbs said it already.
    bool Carried(Records records, Db db, IProperty property) =>
        records.ColumnsOf(db, [.. world.Services.GetServices<NotExported>()]).Contains(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));

    static bool Empty(object? value) => value is null || value is string { Length: 0 } || value.GetType().IsValueType && value.Equals(Activator.CreateInstance(value.GetType()));

    async Task<object?> Made(Db db, IEntityType entity, IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        switch (entity.ClrType.Name, property.Name)
        {
            case (_, "Avatar" or "Picture") or ("Picture", "File"): return picture;
            case ("Product", "Link") or ("Picture", "Source") or ("FeedSource", "Address"): return $"https://shop.example/{++count}";
            case (_, "Currency"): return "EUR";
            case ("Category", "Lineage"): return "/7/";
            case ("Draft", "Key"): return "topic-1000";
            case ("OldAddress", "Path"): return "/old/1";
            case (_, "Json" or "Fields"): return "{}";
        }
        if (type == typeof(long) && property.IsPrimaryKey() && property.Name == "Id" && entity.ClrType != typeof(ForeignId)) return db.NewId();
        if (type == typeof(long)) return property.Name.EndsWith("Id", StringComparison.Ordinal) && db.Model.GetEntityTypes().FirstOrDefault(e => e.ClrType.Name == property.Name[..^2] && e.FindProperty("Id") is not null) is { } of
            ? await First(db, of)
            : Columns.IsId(property) ? world.Cast.Ada.Id : 12_345L + ++count;
        if (type == typeof(string)) return $"said {++count}";
        if (type == typeof(DateTimeOffset)) return Then.AddMinutes(++count);
        if (type == typeof(DateOnly)) return new DateOnly(2026, 3, 1).AddDays(++count);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1);
        if (type == typeof(byte[])) return new byte[] { 1, 2, 3 };
        if (type == typeof(bool)) return true;
        return Convert.ChangeType(7 + ++count, type, System.Globalization.CultureInfo.InvariantCulture);
    }

    static async Task<long> First(Db db, IEntityType entity)
    {
        var sql = $"SELECT id AS \"Value\" FROM {entity.GetTableName()} ORDER BY id LIMIT 1";
        return await db.Database.SqlQueryRaw<long>(sql).FirstOrDefaultAsync();
    }
}
