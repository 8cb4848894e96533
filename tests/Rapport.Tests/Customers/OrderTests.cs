using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Customers;
using Rapport.Customers.Lists;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Tests.Customers;

public abstract class OrderTests(Engine engine) : InWorld(engine)
{
    readonly int n = Given.Fresh();

    string List => $"orders {n}";

    [Fact]
    public async Task Who_ordered_with_a_confirmed_address_is_recognised_and_belongs_to_the_owners()
    {
        var kettle = await Given.Product("Kettle", l => l with { Sku = $"KET-{n}" });
        var member = await Given.Account(password: null);
        await Import($"1001,2026-03-01,{await AddressOf(member)},KET-{n},Kettle,2,59.90,EUR");

        Assert.Contains(CustomerAudience.OwnersOf(kettle.Id), await AudiencesOf(member));
        Assert.Contains(CustomerAudience.Customers, await AudiencesOf(member));
    }

    [Fact]
    public async Task Who_signs_up_after_ordering_is_recognised_once_the_address_is_confirmed()
    {
        await Given.Product("Kettle", l => l with { Sku = $"KET-{n}" });
        await Import($"1001,2026-03-01,late-{n}@people.example,KET-{n},Kettle,1,59.90,EUR");
        var member = await World.Query(async db =>
        {
            var late = new Member(db.NewId(), "Late", $"late{n}", db.Clock.GetUtcNow());
            late.UseAddress(EmailAddress.Of($"late-{n}@people.example"));
            late.Confirm(db.Clock.GetUtcNow());
            db.Add(late);
            await db.Save(new MemberJoined(late));
            return late;
        });
        await Settled();

        Assert.Contains(CustomerAudience.Customers, await AudiencesOf(member));
    }

    [Fact]
    public async Task A_cancelled_order_makes_nobody_an_owner()
    {
        await Given.Product("Kettle", l => l with { Sku = $"KET-{n}" });
        var member = await Given.Account(password: null);
        await Import($"1001,2026-03-01,{await AddressOf(member)},KET-{n},Kettle,1,59.90,EUR,2026-03-02");

        Assert.Equal([Audience.Public, Audience.Members], await AudiencesOf(member));
    }

    [Fact]
    public async Task An_order_of_what_the_catalogue_does_not_know_yet_finds_its_product_later()
    {
        var member = await Given.Account(password: null);
        await Import($"1001,2026-03-01,{await AddressOf(member)},POT-{n},Pot,1,20,EUR");
        var pot = await Given.Product("Pot", l => l with { Sku = $"POT-{n}" });
        await Settled();

        Assert.Contains(CustomerAudience.OwnersOf(pot.Id), await AudiencesOf(member));
    }

    [Fact]
    public async Task The_same_list_again_changes_nothing()
    {
        var rows = $"1001,2026-03-01,a-{n}@people.example,A-{n},Pot,1,20,EUR\n1001,2026-03-01,a-{n}@people.example,B-{n},Pan,3,5.50,EUR\nC1001,2026-03-09,a-{n}@people.example,B-{n},Pan,-1,5.50,EUR";
        var first = await Import(rows);
        var again = await Import(rows);

        Assert.Equal((1, 0, 2, 1, 1), (first.Added, first.Unchanged, first.Lines, first.Returns, first.Refunds));
        Assert.Equal((0, 1, 0, 1), (again.Added, again.Unchanged, again.Refunds, again.RefundsUnchanged));
        Assert.Equal((3650, 550), again.Sums["EUR"]);
    }

    [Fact]
    public async Task What_is_given_back_is_set_off_against_the_latest_such_thing_the_customer_bought()
    {
        await Import($"""
            1001,2026-03-01,,A-{n},Pot,2,20,EUR,,C{n}
            1002,2026-03-05,,A-{n},Pot,2,20,EUR,,C{n}
            R1,2026-03-09,,A-{n},Pot,-2,20,EUR,,C{n}
            """);

        var returned = await World.Query(db => db.OrderLines.Where(l => l.Sku == $"A-{n}").Join(db.Orders, l => l.OrderId, o => o.Id, (l, o) => new { o.Number, l.Returned }).OrderBy(r => r.Number).ToListAsync());
        Assert.Equal([("1001", 0), ("1002", 2)], returned.Select(r => (r.Number, r.Returned)));
    }

    [Fact]
    public async Task Rows_with_a_fault_are_told_and_the_rest_is_stored()
    {
        var report = await Import($"""
            1001,2026-03-01,,A-{n},Pot,2,20,EUR
            1002,yesterday,,A-{n},Pot,2,20,EUR
            1003,2026-03-01,,A-{n},Pot,half,20,EUR
            1004,2026-03-01,,A-{n},Pot,1,20,XQX
            1005,2026-03-01,,A-{n},Pot,1,-20,EUR
            1006,2026-03-01,,A-{n},Pot,1,20,EUR
            1006,2026-03-01,,A-{n},Pot,1,20,USD
            """);

        Assert.Equal((7, 1, 6), (report.Rows, report.Added, report.Refused));
        Assert.Equal([3, 4, 5, 6, 7], report.Notes.Select(note => note.Row).Order());
    }

    [Fact]
    public async Task A_total_that_nothing_in_the_list_explains_is_noted_and_taken()
    {
        var report = await Run($"""
            order,date,sku,quantity,line total,currency,total,discount,shipping
            1001,2026-03-01,A-{n},1,129.00,EUR,1.00,,
            1002,2026-03-01,A-{n},1,129.00,EUR,113.90,20.00,4.90
            1003,2026-03-01,A-{n},1,129.00,EUR,999.00,,4.90
            1004,2026-03-01,A-{n},1,129.00,EUR,,,
            """);

        Assert.Equal((4, 4, 0), (report.Rows, report.Added, report.Refused));
        Assert.Equal([2L, 4L], report.Notes.Select(note => note.Row));
        Assert.Contains("row 2: The order 1001 comes to 1.00, but its things cost 129.00, and nothing else it tells of explains that.", report.InWords());
    }

    [Fact]
    public async Task A_list_without_the_columns_that_are_needed_is_refused_in_words()
    {
        var problem = await Assert.ThrowsAsync<Rapport.Kernel.Refused>(() => Run("colour,weight\nred,12\n"));
        Assert.Equal(("The first line names no column {column}.", "order"), (problem.Message, problem.Arguments[0].Value));
    }

    [Fact]
    public async Task Leaving_takes_the_person_out_of_the_orders()
    {
        var member = await Given.Account(password: null);
        var address = await AddressOf(member);
        await Import($"1001,2026-03-01,{address},A-{n},Pot,2,20,EUR");
        await World.Do(async services =>
        {
            var db = services.GetRequiredService<Db>();
            foreach (var data in services.GetServices<PersonalData>().Where(d => d.Covers.Contains(typeof(Customer)))) await data.Erase(db, member.Id, LeavingChoice.RemoveWords);
            return 0;
        });

        Assert.False(await World.Query(db => db.Customers.AnyAsync(c => c.EmailKey == address)));
        Assert.True(await World.Query(db => db.OrderLines.AnyAsync(l => l.Sku == $"A-{n}")));
    }

    [Fact]
    public async Task A_month_of_a_real_shop_comes_in_to_the_penny_and_again_without_a_change()
    {
        await using var home = await Home.Make(Engine);
        var file = Path.Combine(Path.GetTempPath(), $"orders-{Guid.NewGuid():N}.csv");
        await using (var packed = new GZipStream(File.OpenRead(Path.Combine(TestData.Folder("online-retail"), "online_retail_2011-02.csv.gz")), CompressionMode.Decompress))
        await using (var plain = File.Create(file)) await packed.CopyToAsync(plain);
        try
        {
            var first = await Terminal.Rapport(home, "import", "orders", file, "--currency", "GBP");
            Assert.Equal(["rows read 27707 bought 27184 given back 523 refused 0", "orders stored 1126 (added 1126, changed 0) unchanged 0", "refunds stored 267 unchanged 0", "GBP bought 523631.89 given back 25569.24"], first.Lines);
            var again = await Terminal.Rapport(home, "import", "orders", file, "--currency", "GBP");
            Assert.Equal(["orders stored 0 (added 0, changed 0) unchanged 1126", "refunds stored 0 unchanged 267"], again.Lines[1..3]);
        }
        finally { File.Delete(file); }
    }

    Task<OrderReport> Import(string rows) => Run($"order,date,email,sku,title,quantity,unit price,currency,cancelled at,customer\n{rows}\n");

    Task<OrderReport> Run(string table) => World.Do(services => services.GetRequiredService<ImportOrders>().Run(new MemoryStream(Encoding.UTF8.GetBytes(table)), List));

    Task<string> AddressOf(Member member) => World.Query(db => db.Members.Where(m => m.Id == member.Id).Select(m => m.EmailKey!).FirstAsync());

    Task<IReadOnlyList<string>> AudiencesOf(Member member) => World.Do(services => services.GetRequiredService<Audiences>().Of(services.GetRequiredService<Db>(), member.Id));
}

public sealed class OrderTestsOnSqlite() : OrderTests(Engine.Sqlite);
public sealed class OrderTestsOnPostgres() : OrderTests(Engine.Postgres);
