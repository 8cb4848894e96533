using Rapport.Search.Index;

namespace Rapport.Bench.Search;

/// How good the order of hits is, on the Cranfield collection: 1,400 abstracts, 225 questions, judged by people.
static class Cranfield
{
    const double Aim = 0.40;

    public static bool Run()
    {
        if (Folders.Data("search") is not { } folder)
        {
            Console.WriteLine("cranfield: SKIPPED, the test data is not here (RAPPORT_TEST_DATA)");
            return true;
        }
        var home = Directory.CreateTempSubdirectory("rapport-cranfield");
        try
        {
            using var index = SearchIndex.Open(home.FullName);
            index.Put(Records(Path.Combine(folder, "cran.all.1400")).Select(r => new SearchDocument(DocumentKind.Topic, r.Number)
            {
                Title = r.Parts.GetValueOrDefault('T', ""), Body = r.Parts.GetValueOrDefault('W', ""), Language = "en", Audience = "public",
            }));
            index.Refresh();

            var judged = Judgements(Path.Combine(folder, "cranqrel_corrected"));
            var scores = Records(Path.Combine(folder, "cran.qry"))
                .Select((question, n) => (Found: Ask(index, question.Parts['W']), Right: judged[n + 1]))
                .Select(q => (Precision: AveragePrecision(q.Found, q.Right), Gain: Ndcg(q.Found, q.Right, 10))).ToList();

            var (map, ndcg) = (scores.Average(s => s.Precision), scores.Average(s => s.Gain));
            Console.WriteLine($"cranfield       questions {scores.Count}   documents {index.Count}");
            Console.WriteLine($"  MAP           {map:0.0000}   aim {Aim:0.00}");
            Console.WriteLine($"  nDCG@10       {ndcg:0.0000}");
            Console.WriteLine(map >= Aim ? "cranfield: met" : "cranfield: MISSED");
            return map >= Aim;
        }
        finally { home.Delete(recursive: true); }
    }

    static List<long> Ask(SearchIndex index, string question)
    {
        var query = new SearchQuery(question) { Access = Access.To("public"), Weighed = false, Size = 100 };
        return [.. Enumerable.Range(1, 10).SelectMany(page => Find.Handle(index, query with { Page = page }).Hits).Select(h => h.Id)];
    }

    static double AveragePrecision(List<long> found, Dictionary<long, int> right)
    {
        var (met, sum) = (0, 0.0);
        for (var n = 0; n < found.Count; n++) if (right.ContainsKey(found[n])) sum += ++met / (n + 1.0);
        return sum / right.Count;
    }

    static double Ndcg(List<long> found, Dictionary<long, int> right, int depth)
    {
        double Gain(IEnumerable<int> grades) => grades.Take(depth).Select((grade, n) => grade / Math.Log2(n + 2)).Sum();
        return Gain(found.Select(id => right.GetValueOrDefault(id))) / Gain(right.Values.OrderDescending());
    }

    static Dictionary<int, Dictionary<long, int>> Judgements(string file) =>
        File.ReadLines(file).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(p => p.Length == 4)
            .GroupBy(p => int.Parse(p[0])).ToDictionary(g => g.Key, g => g.ToDictionary(p => long.Parse(p[2]), p => int.Parse(p[3])));

    /// The collection's own format: ".I number", then parts begun by a line of a dot and a letter.
    static IEnumerable<(long Number, Dictionary<char, string> Parts)> Records(string file)
    {
        (long Number, Dictionary<char, string> Parts)? record = null;
        var part = ' ';
        foreach (var line in File.ReadLines(file))
            if (line.StartsWith(".I ", StringComparison.Ordinal))
            {
                if (record is { } whole) yield return whole;
                record = (long.Parse(line[3..]), []);
            }
            else if (line.Length == 2 && line[0] == '.') part = line[1];
            else if (record is { } open) open.Parts[part] = open.Parts.GetValueOrDefault(part, "") + line + "\n";
        if (record is { } last) yield return last;
    }
}
