using System.Xml.Linq;
using Rapport.Demo.Writing;

namespace Rapport.Tests.Demo;

public sealed class BrandTests
{
    static readonly Brand Brand = Brand.Read();

    static IEnumerable<(string Author, string Body)> Said => Brand.Topics.SelectMany(topic => topic.Replies
        .SelectMany(reply => reply.Comments.Select(c => (c.Author, c.Body)).Prepend((reply.Author, reply.Body)))
        .Prepend((topic.Author, topic.Body)));

    [Fact]
    public void It_is_as_large_as_promised()
    {
        Assert.Equal((32, 6, 200, 400), (Brand.Products.Count, Brand.Spaces.Count, Brand.Members.Count, Brand.Topics.Count));
        var kinds = Brand.Topics.CountBy(t => t.Kind).ToDictionary();
        Assert.Equal((260, 90, 30, 20), (kinds["question"], kinds["discussion"], kinds["story"], kinds["article"]));
        Assert.InRange(Brand.Topics.Count(t => t.Replies.Any(r => r.Accepted)), 215, 235);
        Assert.InRange(Brand.Products.Select(p => p.Family).OfType<string>().Distinct().Count(), 6, 8);
    }

    [Fact]
    public void Its_reviews_are_of_every_star_and_kind()
    {
        Assert.Equal(760, Brand.Reviews.Count);
        var stars = Brand.Reviews.CountBy(r => r.Stars).ToDictionary();
        Assert.All(Enumerable.Range(1, 5), star => Assert.InRange(stars[star], 40, 400));
        Assert.All(["incentive", "sampled", "relative"], label => Assert.Contains(Brand.Reviews, r => r.Label == label));
        Assert.InRange(Brand.Reviews.Count(r => r.Bought), 500, 700);
        Assert.InRange(Brand.Reviews.Count(r => r.Replies.Count > 0), 100, 200);
        Assert.All(Brand.Products, p => Assert.Contains(Brand.Reviews, r => r.Product == p.Sku));
        Assert.Equal(Enum.GetNames<Rapport.Governance.Ground>().Order(), Brand.Desk.Removed.Select(r => r.Ground!).Distinct().Order());
        Assert.True(Brand.Desk.Removed.DistinctBy(r => r.Stars).Count() == 5, "What is taken away has every star.");
        Assert.InRange(Brand.EarlierReviews(new(2026, 3, 1)).Split('\n').Count(line => line.Contains("202", StringComparison.Ordinal)), 140, 160);
    }

    [Fact]
    public void Every_review_has_its_author_its_product_and_its_time()
    {
        var (joined, products) = (Brand.Members.ToDictionary(m => m.Handle, m => m.Joined), Brand.Products.ToDictionary(p => p.Sku));
        var staff = Brand.Members.Where(m => m.Role != "member").Select(m => m.Handle).ToHashSet();
        Assert.All(Brand.Reviews, r =>
        {
            Assert.True(joined[r.Author] <= r.Day && products[r.Product].Prices[0].Day <= r.Day && r.Day < 0, r.Key);
            Assert.All(r.Good.Concat(r.Bad), side => Assert.InRange(side.Length, 2, Rapport.Reviews.ReviewPoint.Longest));
            Assert.All(r.Replies, reply => Assert.True(reply.Official && staff.Contains(reply.Author) && r.Day * 1440 + reply.AfterMinutes < 0, r.Key));
        });
        Assert.Equal(Brand.Reviews.Count, Brand.Reviews.Select(r => r.Key).Distinct().Count());
        Assert.Equal(Brand.Reviews.Count, Brand.Reviews.Select(r => (r.Author, products[r.Product].Family ?? r.Product)).Distinct().Count());
        Assert.All(Brand.Desk.Reported.Select(r => r.Review).Concat(Brand.Desk.Private.Select(p => p.Review)), key => Assert.Contains(Brand.Reviews, r => r.Key == key));
        Assert.Empty(Brand.Desk.Newcomers.Select(n => n.Handle).Concat(Brand.Trust.Newcomers.Select(n => n.Handle)).Intersect(joined.Keys));
    }

    [Fact]
    public void Every_name_leads_somewhere()
    {
        var handles = Brand.Members.Select(m => m.Handle).ToHashSet();
        var skus = Brand.Products.Select(p => p.Sku).ToHashSet();
        var tags = Brand.Tags.Select(t => t.Name).ToHashSet();
        var spaces = Brand.Spaces.ToDictionary(s => s.Slug);

        Assert.Empty(Said.Select(said => said.Author).Except(handles));
        Assert.Empty(Brand.Topics.SelectMany(t => t.Products).Except(skus));
        Assert.Empty(Brand.Topics.SelectMany(t => t.Tags).Except(tags));
        Assert.Empty(Brand.Members.SelectMany(m => m.Owns).Except(skus));
        Assert.Empty(Brand.Products.Select(p => p.Successor).OfType<string>().Except(skus));
        Assert.Empty(Brand.Spaces.SelectMany(s => s.Invited ?? []).Except(handles));
        Assert.All(Brand.Topics, t => Assert.Contains(t.Kind, spaces[t.Space].Kinds));
        Assert.All(Brand.Trust.Appointed, a => Assert.True(handles.Contains(a.Who) && spaces.ContainsKey(a.Space), a.Who));
        Assert.Empty(Brand.Trust.Replies.Select(r => r.Topic).Except(Brand.Topics.Select(t => t.Key)));
        Assert.Empty(Brand.Trust.Replies.SelectMany(r => (r.Helpful ?? []).Append(r.By)).Except(handles).Except(Brand.Trust.Newcomers.Select(n => n.Handle)));
        Assert.All(Brand.Members, m => Assert.True(TimeZoneInfo.TryFindSystemTimeZoneById(m.Zone, out _), m.Zone));
    }

    [Fact]
    public void Time_runs_forward_and_nobody_speaks_before_joining()
    {
        var joined = Brand.Members.ToDictionary(m => m.Handle, m => m.Joined);
        foreach (var topic in Brand.Topics)
        {
            Assert.True(joined[topic.Author] <= topic.Day, topic.Key);
            var opened = topic.Day * 1440 + topic.Time.Hour * 60 + topic.Time.Minute;
            Ascends(topic.Replies.Select(r => r.AfterMinutes), topic.Key);
            foreach (var reply in topic.Replies)
            {
                Ascends(reply.Comments.Select(c => c.AfterMinutes), topic.Key);
                Assert.True(joined[reply.Author] * 1440 <= opened + reply.AfterMinutes, topic.Key);
                Assert.True(opened + reply.AfterMinutes + reply.Comments.Select(c => c.AfterMinutes).LastOrDefault() < 0, topic.Key);
            }
        }

        static void Ascends(IEnumerable<int> times, string where) =>
            Assert.True(times.Prepend(0).Zip(times).All(pair => pair.First < pair.Second), where);
    }

    [Fact]
    public void Nothing_is_said_twice()
    {
        Assert.Empty(Twice(Brand.Topics.Select(t => t.Title)));
        Assert.Empty(Twice(Brand.Topics.Select(t => t.Key)));
        Assert.Empty(Twice(Said.Select(said => said.Body).Concat(Brand.Reviews.Select(r => r.Body))));
        Assert.Empty(Twice(Brand.Reviews.Select(r => r.Title).OfType<string>()));
        Assert.DoesNotContain(Said, said => said.Body.Length < 2);

        static IEnumerable<string> Twice(IEnumerable<string> words) => words.CountBy(w => w).Where(w => w.Value > 1).Select(w => w.Key);
    }

    [Fact]
    public void An_answer_is_accepted_once_and_only_employees_speak_officially()
    {
        var staff = Brand.Members.Where(m => m.Role == "employee").Select(m => m.Handle).ToHashSet();

        Assert.All(Brand.Topics, t => Assert.InRange(t.Replies.Count(r => r.Accepted), 0, t.Kind == "question" ? 1 : 0));
        Assert.All(Brand.Topics.SelectMany(t => t.Replies).Where(r => r.Official), r => Assert.Contains(r.Author, staff));
        Assert.All(Brand.Members.Where(m => m.Role == "employee"), m => Assert.NotNull(m.Title));
        Assert.All(Brand.Topics, t => Assert.InRange(t.Votes, 0, Brand.Members.Count / 2 + 20));
    }

    [Fact]
    public void Who_speaks_among_the_invited_is_invited()
    {
        var bench = Brand.Spaces.Single(s => s.Audience == "invited");
        var speaking = Brand.Topics.Where(t => t.Space == bench.Slug).SelectMany(t => t.Replies
            .SelectMany(r => r.Comments.Select(c => c.Author).Prepend(r.Author)).Prepend(t.Author));

        Assert.Empty(speaking.Except(bench.Invited!));
    }

    [Fact]
    public void Products_have_true_check_digits_pictures_and_rising_dates()
    {
        var pictures = Brand.Pictures().ToHashSet();
        Assert.Contains("logo.svg", pictures);
        Assert.Contains("hero.svg", pictures);
        foreach (var product in Brand.Products)
        {
            Assert.Equal(0, product.Gtin.Select((digit, i) => (digit - '0') * (i % 2 == 0 ? 1 : 3)).Sum() % 10);
            Assert.Equal(13, product.Gtin.Length);
            Assert.Contains(product.Picture, pictures);
            Assert.InRange(product.Specifications.Length, 8, 13);
            Assert.Equal(product.Prices.OrderBy(p => p.Day), product.Prices);
            Assert.Equal(product.Availability == "discontinued", product.Successor is not null);
        }
        Assert.Equal(Brand.Products.Count, Brand.Products.Select(p => p.Gtin).Distinct().Count());
    }

    [Fact]
    public void Pictures_are_drawings_without_script_or_outside_references()
    {
        foreach (var name in Brand.Pictures())
        {
            using var file = Brand.Picture(name);
            var svg = XDocument.Load(file);
            Assert.DoesNotContain(svg.Descendants(), e => e.Name.LocalName is "script" or "image" or "foreignObject" or "style");
            Assert.DoesNotContain(svg.Descendants().Attributes(), a => a.Name.LocalName is "href" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        }
    }
}
