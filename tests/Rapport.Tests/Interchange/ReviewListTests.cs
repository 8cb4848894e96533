using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Interchange.ReviewLists;
using Rapport.Kernel.Database;
using Rapport.Kernel.Files;
using Rapport.Kernel.Site;
using Rapport.Members;
using Rapport.Reviews;
using Rapport.Reviews.Photos;
using Rapport.Tests.Kernel;
using Rating = Rapport.Interchange.ReviewLists.Rating;

namespace Rapport.Tests.Interchange;

/// Reviews come in from the lists of other systems: by the command line here, by the screen in ReviewScreenTests. The lists are written by the documented
/// formats; nothing of them was taken from anybody's shop.
public abstract class ReviewListTests(Engine engine)
{
    internal static string List(string name, string text)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("rapport-reviews-").FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    static Task<Terminal.Said> Import(World world, string path, params string[] more) => Terminal.Here(world.Home, ["import", "reviews", path, .. more]);

    async Task<(World World, Product Product)> Kettle(params string[] settings)
    {
        var world = await World.Start(engine, null, settings);
        return (world, await world.Given.Product("Red kettle", l => l with { Sku = "K1", Link = "https://shop.example/products/red-kettle", Gtin = "4006381333931", Family = "7001" }));
    }

    static Task<Review> Only(World world) => world.Query(db => db.Reviews.AsNoTracking().SingleAsync());

    [Fact]
    public async Task A_real_list_comes_in_whole_and_a_second_time_changes_nothing()
    {
        var path = Path.Combine(TestData.Folder("reviews"), "fashion.jsonl");
        await using var world = await World.Start(engine);

        var said = await Import(world, path, "--unmatched", "make");

        Assert.True(said.Code == 0, said.Error + said.Out);
        Assert.Contains("reviews read 3108 stored 3108 unchanged 0 refused 0", said.Lines);
        Assert.Contains("not kept: rows that stand twice in the list 68 (", said.Out);
        Assert.Contains("all products: in the list 3108 reviews, here from fashion 3108", said.Lines);
        Assert.Equal((3108, 31, 0), await world.Query(async db => (await db.Reviews.CountAsync(r => r.ImportedAt != null && r.Source == "fashion"), await db.Products.CountAsync(), await db.Reviews.CountAsync(r => r.OrderLineId != null || r.BoughtAt != null))));
        Assert.Equal(3108, await world.Query(db => db.Topics.CountAsync(t => t.Kind == TopicKind.Review && t.Space.Purpose == SpacePurpose.Reviews)));

        var again = await Import(world, path);
        Assert.True(again.Code == 0, again.Error + again.Out);
        Assert.Contains("reviews read 3108 stored 0 unchanged 3108 refused 0", again.Lines);
        Assert.Contains("texts of reviews read 3108 stored 0 unchanged 3108 refused 0", again.Lines);
        await world.Settled();
        var most = await world.Query(db => db.Products.OrderByDescending(p => db.Set<Review>().Count(r => r.ProductId == p.Id)).FirstAsync());
        Assert.Contains("From fashion", (await world.Visit().Get(most.Path)).Text);
    }

    public static TheoryData<string, string, string, string> Systems => new()
    {
        { "judge.csv", "Judge.me", "title,body,rating,review_date,source,curated,reviewer_name,reviewer_email,product_id,product_handle,reply,reply_date,picture_urls,ip_address,location\nPours well,It pours without a drip.,4,2025-03-02 10:12:00 UTC,web,ok,Nia Old,nia@people.example,99,red-kettle,Glad to hear it.,2025-03-03 09:00:00 UTC,,203.0.113.9,Nowhere\nBad,Spam it is.,1,2025-03-02 10:12:00 UTC,web,spam,Bot,bot@people.example,99,red-kettle,,,,,\n", "4 False" },
        { "judge-other.csv", "Judge.me", "review_title,body,rating,review_date,featured,verified,hidden,reviewer_name,product_handle\nPours well,It pours without a drip.,4,2025-03-02 10:12:00 UTC,false,true,false,Nia Old,red-kettle\nBad,Hidden it is.,1,2025-03-02 10:12:00 UTC,false,true,true,Nobody,red-kettle\n", "4 True" },
        { "okendo.csv", "Okendo", "name,body,rating,dateCreated,sku,email,countryCode,imageUrls\nNia Old,It pours without a drip.,4,2025-03-02T10:12:00Z,K1,nia@people.example,DE,\n", "4 False" },
        { "power.csv", "PowerReviews", "Review Id,Page Id,Review Display,Review Title,Review Date,Review Location,Review Text,Rating,Verified Buyer,Review Status\n1,K1,Nia Old,Pours well,03/02/2025,Nowhere,It pours without a drip.,4,Yes,Approved\n2,K1,Bot,Bad,03/02/2025,Nowhere,Spam it is.,1,No,Rejected\n3,K1,Bot,Bad,03/02/2025,Nowhere,It waits.,1,No,Pending\n", "4 True" },
        { "shopify.csv", "Shopify Product Reviews", "product_handle,state,rating,title,author,email,location,body,reply,created_at,replied_at\nred-kettle,published,4,Pours well,Nia Old,nia@people.example,Nowhere,It pours without a drip.,Glad to hear it.,2025-03-02 10:12:00 UTC,2025-03-03 09:00:00 UTC\n", "4 False" },
        { "woo.json", "WooCommerce", """[{"id":22,"date_created":"2025-03-02T12:12:00","date_created_gmt":"2025-03-02T10:12:00","product_id":7001,"product_name":"Red kettle","status":"approved","reviewer":"Nia Old","reviewer_email":"nia@people.example","review":"<p>It pours without a drip.</p>\n","rating":4,"verified":true},{"id":23,"date_created_gmt":"2025-03-02T10:12:00","product_id":7001,"status":"hold","reviewer":"Bot","reviewer_email":"b@people.example","review":"Bad","rating":1,"verified":false}]""", "4 True" },
        { "yotpo.csv", "Yotpo", "Review Title,Review Content,Review Score,Date,Product ID,Product Name,Display Name,Email\nPours well,It pours without a drip.,4,2025-03-02,none,Red kettle,Nia Old,nia@people.example\n", "4 False" },
        { "bv.xml", "Bazaarvoice", """<?xml version="1.0" encoding="UTF-8"?><Feed xmlns="http://www.bazaarvoice.com/xs/PRR/StandardClientFeed/14.7" name="acme"><Product id="K1"><ExternalId>K1</ExternalId><Reviews><Review id="5"><ModerationStatus>APPROVED</ModerationStatus><Title>Pours well</Title><ReviewText>It pours without a drip.</ReviewText><RatingValues><RatingValue><Rating>1</Rating></RatingValue></RatingValues><Rating>8.5</Rating><RatingRange>10</RatingRange><SubmissionTime>2025-03-02T10:12:00.000+00:00</SubmissionTime><UserProfileReference><DisplayName>Nia Old</DisplayName></UserProfileReference></Review></Reviews></Product></Feed>""", "4 False" },
        { "lines.jsonl", "JSON lines", """{"overall": 4.0, "verified": true, "reviewTime": "03 2, 2025", "reviewerID": "R1", "reviewerName": "Nia Old", "asin": "K1", "style": {"Size:": " Large"}, "reviewText": "It pours without a drip.", "summary": "Pours well", "vote": "12"}""" + "\n", "4 True" },
    };

    [Theory, MemberData(nameof(Systems))]
    public async Task Each_system_is_known_by_its_columns(string name, string system, string text, string expected)
    {
        var (world, product) = await Kettle();
        await using var _ = world;

        var said = await Import(world, List(name, text), "--source", system);

        Assert.True(said.Code == 0, said.Error + said.Out);
        Assert.Contains($"read as {system}, of ", said.Out);
        Assert.Contains("reviews read 1 stored 1 unchanged 0 refused 0", said.Lines);
        var review = await Only(world);
        Assert.Equal((expected, product.Id, system), ($"{review.Stars} {review.SourceVerified}", review.ProductId, review.Source));
        Assert.Equal(new DateTimeOffset(2025, 3, 2, 0, 0, 0, TimeSpan.Zero).Date, review.CreatedAt.UtcDateTime.Date);
        await world.Settled();
        var page = await world.Visit().Get(product.Path);
        Assert.Contains("It pours without a drip.", page.Text);
        Assert.Contains("Nia Old", page.Text);
        Assert.Contains("From " + system, page.Text);
        Assert.DoesNotContain("Bought here", page.Text);
        Assert.DoesNotContain("Spam it is.", page.Text);
        Assert.DoesNotContain("Hidden it is.", page.Text);
        Assert.False(await world.Query(db => db.Posts.AnyAsync(p => p.Source.Contains("203.0.113.9"))));

        var again = await Import(world, List(name, text), "--source", system);
        Assert.Contains("reviews read 1 stored 0 unchanged 1 refused 0", again.Lines);
    }

    [Fact]
    public async Task What_was_not_published_there_stays_behind_and_is_counted()
    {
        var (world, _) = await Kettle();
        await using var __ = world;
        var rows = string.Concat(new[] { "Approved", "Pending", "Rejected", "Rejected", "Spam" }.Select((status, n) => $"{n},K1,Somebody,Fine,03/02/2025,It pours.,4,No,{status}\n"));

        var said = await Import(world, List("power.csv", "Review Id,Page Id,Review Display,Review Title,Review Date,Review Text,Rating,Verified Buyer,Review Status\n" + rows));

        Assert.Contains("reviews read 1 stored 1 unchanged 0 refused 0", said.Lines);
        Assert.Contains("not kept: reviews that were pending 1 (they were not published there)", said.Lines);
        Assert.Contains("not kept: reviews that were rejected 2 (they were not published there)", said.Lines);
        Assert.Contains("not kept: reviews that were spam 1 (they were not published there)", said.Lines);
    }

    [Fact]
    public async Task A_quotation_mark_that_is_never_closed_costs_its_row_alone()
    {
        var (world, _) = await Kettle();
        await using var __ = world;
        var list = List("judge.csv", "review_title,body,rating,review_date,featured,hidden,reviewer_name,product_handle\r\nOne,It pours.,4,2025-03-02,false,false,Nia,red-kettle\r\n"
            + "Two,\"unclosed,4,2025-03-03,false,false,Al,red-kettle\r\nThree,\"It pours, and\r\n\"\"holds\"\".\",5,2025-03-04,false,false,Bo,red-kettle\r\n" + $"Four,{new string('x', 2 << 20)},5,2025-03-05,false,false,Cy,red-kettle\r\n"
            + "Five,Fine.,5,2025-03-06,false,false,Di,red-kettle\r\nSix,\"never,3,2025-03-07,false,false,Ed,red-kettle\r\nSeven,Good.,3,2025-03-08,false,false,Fo,red-kettle");

        var said = await Import(world, list);

        Assert.Equal(3, said.Code);
        Assert.Contains("reviews read 7 stored 4 unchanged 0 refused 3", said.Lines);
        foreach (var line in new[] { "row 3: A quotation mark is opened and never closed.", "row 6: It is longer than 1 MB.", "row 8: A quotation mark is opened and never closed." }) Assert.Contains("refused: reviews " + line, said.Lines);
        Assert.Equal("It pours, and\n\"holds\".", await world.Query(db => db.Posts.Where(p => p.Topic.Title == "Three").Select(p => p.Source).SingleAsync()));
    }

    [Fact]
    public async Task Reviews_of_days_to_come_are_refused_and_of_tomorrow_taken()
    {
        var (world, _) = await Kettle();
        await using var __ = world;
        var now = await world.Query(db => Task.FromResult(db.Clock.GetUtcNow()));

        var said = await Import(world, List("list.csv", $"id,sku,rating,date,body\n1,K1,5,2099-01-02,Later.\n2,K1,5,{now.AddHours(20):yyyy-MM-ddTHH:mm:ssZ},Elsewhere.\n3,K1,5,{now.AddDays(2):yyyy-MM-dd},Soon.\n"));

        Assert.Contains("reviews read 3 stored 1 unchanged 0 refused 2", said.Lines);
        Assert.Contains("refused: reviews row 2: its date is still to come: 2099-01-02", said.Lines);
    }

    [Fact]
    public async Task Who_gave_no_name_was_never_a_member()
    {
        var (world, product) = await Kettle();
        await using var _ = world;
        await Import(world, List("list.csv", "id,sku,rating,date,body,author\n1,K1,5,2025-01-01,Nobody says this.,\n2,K1,4,2025-01-02,Somebody does.,Old Nia\n"));
        await world.Settled();
        var review = await world.Query(db => db.Reviews.Where(r => r.Stars == 5).Select(r => r.Id).SingleAsync());

        foreach (var page in new[] { await world.Visit().Get(product.Path), await world.Visit().Visit($"/topics/{review}") })
        {
            Assert.Contains("Without a name", page.Text);
            Assert.DoesNotContain("Former member", page.Html.DocumentElement.OuterHtml);
        }
        Assert.Contains("بلا اسم", (await world.Visit().Get("/ar" + product.Path)).Text);
        var names = (await (await Robot.For(world, world.Cast.Ben)).Get($"/products/{product.Id}/reviews")).Json.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("author").GetProperty("name").GetString());
        Assert.Equal([null, "Old Nia"], names.Order());
    }

    [Fact]
    public async Task A_list_of_headings_alone_holds_no_reviews()
    {
        var (world, _) = await Kettle();
        await using var __ = world;

        var said = await Import(world, List("list.csv", "id,sku,rating,date,body\n"));

        Assert.Contains("The list holds no reviews.", said.Error);
    }

    [Fact]
    public async Task Bad_rows_are_named_and_the_rest_comes_in()
    {
        var (world, _) = await Kettle();
        await using var __ = world;
        var list = List("list.csv", "id,sku,rating,date,body\n1,K1,5,2025-01-01,Fine.\n2,K1,,2025-01-01,No stars.\n3,K1,0,2025-01-01,None given.\n4,K1,7,2025-01-01,Too many.\n5,K1,4,yesterday,No date.\n6,,4,2025-01-01,Of nothing.\n7,K1,many,2025-01-01,Words.\n1,K1,2,2025-01-02,Another one.\n8,K1,4,2025-01-01,Too,many,fields\n9,K1,3,2025-01-01,\n10,K1,4,2025-01-01,\"Quoted, and fine.\"\n10,K1,4,2025-01-01,\"Quoted, and fine.\"\n");

        var said = await Import(world, list);

        Assert.Equal(3, said.Code);
        Assert.Contains("reviews read 11 stored 3 unchanged 0 refused 8", said.Lines);
        Assert.Contains("not kept: rows that stand twice in the list 1 (the first of each counts; rows 13)", said.Lines);
        foreach (var line in new[] { "row 3: it has no rating", "row 4: it has no stars: 0 says that none were given", "row 5: its rating 7 is beyond the scale of 5", "row 6: its date cannot be read: yesterday", "row 7: it names no product", "row 8: its rating is none: many", "row 9: the list holds the id 1 twice, and not with the same words", "row 10: It has 7 fields" })
            Assert.Contains("refused: reviews " + line, said.Out);
        Assert.Equal("★★★☆☆", await world.Query(db => db.Posts.Where(p => db.Set<Review>().Any(r => r.Id == p.Id && r.Stars == 3)).Select(p => p.Source).SingleAsync()));
    }

    [Theory]
    [InlineData("1", 1, "1/10"), InlineData("1.9", 1, "1.9/10"), InlineData("2", 2, "2/10"), InlineData("4", 2, "4/10"), InlineData("4.1", 3, "4.1/10"), InlineData("6.9", 3, "6.9/10"), InlineData("7", 4, "7/10"), InlineData("9", 4, "9/10"), InlineData("9.1", 5, "9.1/10"), InlineData("10", 5, "10/10")]
    [InlineData("1.4/5", 1, "1.4/5"), InlineData("1.5/5", 2, "1.5/5"), InlineData("2.4/5", 2, "2.4/5"), InlineData("3.4/5", 3, "3.4/5"), InlineData("3.5/5", 4, "3.5/5"), InlineData("4.5/5", 5, "4.5/5"), InlineData("4/5", 4, null), InlineData("★★★", 3, null)]
    public void Other_scales_become_stars_and_what_was_given_is_kept(string given, int stars, string? kept)
    {
        var rating = Rating.Read(given, 10)!.Value;
        Assert.Equal((stars, kept), (rating.Stars, rating.Told));
    }

    [Fact]
    public async Task A_scale_of_ten_is_told_by_the_ratings_and_stands_in_the_evidence()
    {
        var (world, product) = await Kettle();
        await using var _ = world;

        var said = await Import(world, List("list.csv", "id,sku,rating,date,body\n1,K1,8,2025-01-01,Good.\n2,K1,10,2025-01-01,Very good.\n3,K1,3,2025-01-01,Poor.\n"), "--source", "Our old shop");

        Assert.Contains("read as Table, of 10 stars at best", said.Out);
        Assert.Equal([2, 4, 5], await world.Query(db => db.Reviews.OrderBy(r => r.Stars).Select(r => r.Stars).ToListAsync()));
        await world.Settled();
        Assert.Contains("The rating given there was 8/10.", (await world.Visit().Get(product.Path)).Text);
    }

    [Fact]
    public async Task Replies_of_the_brand_come_along_and_a_reply_that_came_later_is_added()
    {
        var (world, product) = await Kettle();
        await using var _ = world;
        await world.Do(async services => { await services.GetRequiredService<SiteSettings>().Change(services.GetRequiredService<Db>(), new BrandSettings { Name = "Heron" }); return true; });
        const string header = "product_handle,state,rating,title,author,email,location,body,reply,created_at,replied_at\n";
        string Row(string reply, string at) => $"{header}red-kettle,published,2,Drips,Nia Old,,,It drips a little.,{reply},2025-03-02 10:12:00 UTC,{at}\n";
        await Import(world, List("a.csv", Row("", "")));

        var said = await Import(world, List("b.csv", Row("We send you a new lid.", "2025-03-04 08:00:00 UTC")));

        Assert.Contains("reviews read 1 stored 0 unchanged 1 refused 0", said.Lines);
        Assert.Contains("answers read 1 stored 1 unchanged 0 refused 0", said.Lines);
        await world.Settled();
        var page = await world.Visit().Get(product.Path);
        Assert.Contains("We send you a new lid.", page.Text);
        var reply = await world.Query(db => db.Posts.AsNoTracking().SingleAsync(p => p.Kind == PostKind.Reply));
        Assert.Equal((true, (long?)null, "Heron"), (reply.ByEmployee, reply.AuthorId, reply.SignedBy));
    }

    [Fact]
    public async Task Hostile_markup_is_taken_out_and_signs_of_plain_words_stay_signs()
    {
        var (world, product) = await Kettle();
        await using var _ = world;

        await Import(world, List("list.jsonl", """
            {"id":"1","sku":"K1","rating":1,"date":"2025-01-01","title":"<img src=x onerror=alert(1)>Odd","body":"<p onclick=\"alert(2)\">Hm.</p><script>alert(3)</script><iframe src=\"https://evil.example\"></iframe>"}
            {"id":"2","sku":"K1","rating":5,"date":"2025-01-01","body":"1. It *really* boils\n# and [pours](https://evil.example)\n***** & $5 <b"}
            """));

        await world.Settled();
        var page = await world.Visit().Get(product.Path);
        Assert.Contains("1. It *really* boils", page.Text);
        Assert.Contains("# and [pours](https://evil.example)", page.Text);
        Assert.Contains("***** & $5 <b", page.Text);
        Assert.Empty(page.All("main iframe, main img[onerror], main p[onclick], main a[href*='evil.example)']"));
        Assert.DoesNotContain("alert(3)", page.Find("main")!.InnerHtml);
    }

    [Fact]
    public async Task Photos_are_fetched_from_their_addresses_and_taken_from_beside_the_list()
    {
        var drawing = FileWorld.Drawing(300, 200, ".png");
        await using var shop = await Shop(context => context.Request.Path == "/a.png" ? Results.Bytes(drawing, "image/png") : context.Request.Path == "/page" ? Results.Text("no picture") : Results.NotFound());
        var at = shop.Urls.First();
        var (world, product) = await Kettle("--fetch:private", "true");
        await using var _ = world;
        var path = Path.Combine(Directory.CreateTempSubdirectory("rapport-reviews-").FullName, "list.zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            using (var list = zip.CreateEntry("list.csv").Open()) list.Write(Encoding.UTF8.GetBytes($"id,sku,rating,date,body,photos\n1,K1,5,2025-01-01,With a picture.,\"{at}/a.png,{at}/page,{at}/gone.png\"\n2,K1,4,2025-01-01,And another.,photos/b.png\n3,K1,4,2025-01-01,And none.,photos/none.png\n"));
            using var beside = zip.CreateEntry("photos/b.png").Open();
            beside.Write(FileWorld.Drawing(200, 100, ".png"));
        }

        var said = await Import(world, path);
        await world.Settled();

        Assert.Contains("reviews read 3 stored 3 unchanged 0 refused 0", said.Lines);
        Assert.Contains("not kept: photos 1 (they are no addresses of the web, and no files beside the list)", said.Lines);
        var page = await world.Visit().Get(product.Path);
        var pictures = page.All(".review .prose img");
        Assert.Equal(["200", "300"], pictures.Select(p => p.GetAttribute("width")).Order());
        Assert.All(pictures, p => Assert.StartsWith("/files/", p.GetAttribute("src")));
        Assert.Equal(200, (await world.Visit().Get(pictures[0].GetAttribute("src")!)).Status);
        Assert.Empty(page.All(".review .when[href$='/history']"));
        Assert.Equal([true, true], await world.Query(db => db.Set<WantedPhoto>().OrderBy(p => p.Place).Select(p => p.Problem != null).ToListAsync()));
    }

    [Fact]
    public async Task A_photo_inside_our_network_is_not_fetched()
    {
        await using var shop = await Shop(_ => Results.Bytes(FileWorld.Drawing(30, 20, ".png"), "image/png"));
        var (world, _) = await Kettle();
        await using var __ = world;

        await Import(world, List("list.csv", $"id,sku,rating,date,body,photos\n1,K1,5,2025-01-01,With a picture.,{shop.Urls.First()}/a.png\n"));
        await world.Settled();

        Assert.Contains("leads into a private network", await world.Query(db => db.Set<WantedPhoto>().Select(p => p.Problem).SingleAsync()));
        Assert.False(await world.Query(db => db.Files.AnyAsync()));
    }

    [Fact]
    public async Task Who_wrote_elsewhere_is_published_here_since_the_day_it_was_brought_here()
    {
        var (world, product) = await Kettle();
        await using var _ = world;
        await Import(world, List("okendo.csv", "name,body,rating,dateCreated,sku,email\nNia Old,It pours.,4,2024-10-04T10:12:00Z,K1,nia@people.example\n"));
        await world.Settled();

        var text = (await world.Visit().Get(product.Path)).Text;

        Assert.Equal(Regex.Match(text, @"brought here on (.+?)\.").Groups[1].Value, Regex.Match(text, @"Published here since (.+?)\.").Groups[1].Value);
        Assert.Contains("Published here since", text);
    }

    [Fact]
    public async Task A_person_with_an_address_can_be_recognised_and_may_have_written_twice()
    {
        var (world, _) = await Kettle();
        await using var __ = world;

        var said = await Import(world, List("okendo.csv", "name,body,rating,dateCreated,sku,email\nNia Old,It pours.,4,2025-03-02T10:12:00Z,K1,nia@people.example\nNia Old,It still pours.,5,2025-04-02T10:12:00Z,K1,NIA@people.example\n"));

        Assert.Contains("reviews read 2 stored 2 unchanged 0 refused 0", said.Lines);
        var nia = await world.Query(db => db.Members.SingleAsync(m => m.Name == "Nia Old"));
        Assert.Equal((2, 1), await world.Query(async db => (await db.Topics.CountAsync(t => t.AuthorId == nia.Id), await db.Reviews.CountAsync(r => r.AuthorId == nia.Id))));
    }

    [Fact]
    public async Task Products_that_are_not_here_wait_are_made_or_are_left_out_and_that_is_remembered()
    {
        var (world, kettle) = await Kettle();
        await using var _ = world;
        var list = List("list.csv", "id,sku,product_name,rating,date,body\n1,OLD-1,Grandfather's kettle,5,2025-01-01,Mine.\n2,OLD-2,Cup,4,2025-01-01,Cup.\n3,OLD-3,Spoon,3,2025-01-01,Spoon.\n");

        var first = await Import(world, list);
        Assert.Contains("no such product here: OLD-1 (Grandfather's kettle), 1 reviews", first.Lines);
        Assert.Contains("not kept: reviews of products that are not here 3 (say which product it is, or leave it out)", first.Lines);
        Assert.Equal(0, await world.Query(db => db.Reviews.CountAsync()));

        var refused = await Import(world, list, "--product", "OLD-1=NONE");
        Assert.Equal((2, "There is no product with the SKU NONE."), (refused.Code, refused.Error.Trim()));

        var said = await Import(world, list, "--product", "OLD-1=K1", "--product", "OLD-2=make", "--product", "OLD-3=leave");
        Assert.Contains("reviews read 2 stored 2 unchanged 0 refused 0", said.Lines);
        Assert.Contains("not kept: reviews of products that are left out 1 (somebody said so)", said.Lines);
        Assert.Contains("K1: in the list 1 reviews, mean 5.00; here from list 1, mean 5.00", said.Lines);
        Assert.Equal("Cup", await world.Query(db => db.Products.Where(p => p.Sku == "OLD-2").Select(p => p.Name).SingleAsync()));

        var again = await Import(world, list);
        Assert.Contains("reviews read 2 stored 0 unchanged 2 refused 0", again.Lines);
        Assert.DoesNotContain("no such product here", again.Out);
    }

    [Fact]
    public async Task A_list_of_somebodys_own_making_is_read_by_a_map_that_is_remembered()
    {
        var (world, _) = await Kettle();
        await using var __ = world;
        const string list = "Nummer;Artikel;Punkte;Tag;Text\n1;K1;4;03.02.2025;Gut.\n2;K1;5;13.02.2025;Sehr gut.\n";

        var missing = await Import(world, List("liste.csv", list));
        Assert.Equal((2, "The list has no column for rating, date, product_id. Say which column it is."), (missing.Code, missing.Error.Trim()));
        Assert.Equal(2, (await Import(world, List("liste.csv", list), "--column", "rating=Sterne")).Code);

        var said = await Import(world, List("liste.csv", list), "--column", "rating=Punkte", "--column", "date=Tag", "--column", "sku=Artikel", "--column", "id=Nummer", "--column", "body=Text", "--save-map", "Our old shop", "--source", "Old shop");
        Assert.True(said.Code == 0, said.Error);
        Assert.Equal([new(2025, 2, 3), new DateTime(2025, 2, 13)], await world.Query(db => db.Reviews.OrderBy(r => r.Id).Select(r => r.CreatedAt).ToListAsync()) is var at ? at.Select(a => a.UtcDateTime.Date) : []);

        var next = await Import(world, List("neu.csv", list + "3;K1;1;14.02.2025;Schlecht.\n"), "--map", "Our old shop", "--source", "Old shop");
        Assert.Contains("reviews read 3 stored 1 unchanged 2 refused 0", next.Lines);
        Assert.Contains("There is no map called Nowhere.", (await Import(world, List("neu.csv", list), "--map", "Nowhere")).Error);
    }

    [Theory]
    [InlineData("bomb.xml", "<!DOCTYPE f [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><Feed><Product id=\"K1\"><Reviews><Review id=\"1\"><Rating>5</Rating><ReviewText>&b;</ReviewText></Review></Reviews></Product></Feed>")]
    [InlineData("cut.xml", "<Feed><Product id=\"K1\"><Reviews><Review id=\"1\"><Rating>5</Rating>")]
    [InlineData("deep.json", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")]
    [InlineData("empty.csv", "")]
    [InlineData("other.txt", "Dear all, five stars.")]
    public async Task What_is_no_list_or_a_trap_is_refused_in_words_and_stores_nothing(string name, string text)
    {
        await using var home = await Home.Make(engine);

        var said = await Terminal.Here(home, "import", "reviews", List(name, text));

        Assert.Equal(2, said.Code);
        Assert.NotEmpty(said.Error.Trim());
        Assert.DoesNotContain("   at Rapport", said.Error);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_and_stores_nothing()
    {
        var (world, _) = await Kettle();
        await using var __ = world;

        var said = await Import(world, List("list.csv", "id,sku,rating,date,body\n1,K1,5,2025-01-01,Fine.\n2,NEW,4,2025-01-01,New.\n"), "--dry-run", "--unmatched", "make");

        Assert.Contains("reviews read 2 stored 2 unchanged 0 refused 0", said.Lines);
        Assert.Equal((0, 1, 0), await world.Query(async db => (await db.Reviews.CountAsync(), await db.Products.CountAsync(), await db.Spaces.CountAsync(s => s.Purpose == SpacePurpose.Reviews))));
    }

    static async Task<WebApplication> Shop(Func<HttpContext, IResult> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context => answer(context).ExecuteAsync(context));
        await app.StartAsync();
        return app;
    }
}

public sealed class ReviewListTestsOnSqlite() : ReviewListTests(Engine.Sqlite);
public sealed class ReviewListTestsOnPostgres() : ReviewListTests(Engine.Postgres);
