using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Rapport.Search.Index;

/// What ranking, access and counting ask of every hit, unpacked once for each segment into plain arrays.
sealed class Columns
{
    public long[] Ids { get; }
    public int[] Created { get; }
    public int[] Votes { get; }
    /// The kind in the low bits; 8 is added where an answer was accepted.
    public byte[] Kinds { get; }
    public int[] Audience { get; }
    /// Every audience that occurs here.
    public int[] Audiences { get; }
    /// The facet values of document n stand in Values from Starts[n] up to Starts[n + 1].
    public int[] Starts { get; }
    public int[] Values { get; }

    public const int AcceptedFlag = 8;

    public Columns(AtomicReader reader, Vocabulary audiences, Vocabulary values)
    {
        var count = reader.MaxDoc;
        (Ids, Created, Votes, Kinds, Audience, Starts) =
            (new long[count], new int[count], new int[count], new byte[count], new int[count], new int[count + 1]);
        Audiences = [];
        Values = [];
        if (reader.GetNumericDocValues(Fields.Id) is not { } ids) return;

        var created = reader.GetNumericDocValues(Fields.Created);
        var votes = reader.GetNumericDocValues(Fields.Votes);
        var kinds = reader.GetNumericDocValues(Fields.Kind);
        var accepted = reader.GetNumericDocValues(Fields.Accepted);
        var audience = reader.GetSortedDocValues(Fields.Audience);
        var facets = reader.GetSortedSetDocValues(Fields.Facet);
        Audiences = Numbers(audience.ValueCount, audience.LookupOrd, audiences);
        var shared = Numbers((int)facets.ValueCount, (n, word) => facets.LookupOrd(n, word), values);
        var gathered = new List<int>(count * 4);
        for (var n = 0; n < count; n++)
        {
            Ids[n] = ids.Get(n);
            Created[n] = (int)created.Get(n);
            Votes[n] = (int)votes.Get(n);
            Kinds[n] = (byte)(kinds.Get(n) + (accepted.Get(n) == 1 ? AcceptedFlag : 0));
            Audience[n] = Audiences[audience.GetOrd(n)];
            facets.SetDocument(n);
            for (var ord = facets.NextOrd(); ord >= 0; ord = facets.NextOrd()) gathered.Add(shared[ord]);
            Starts[n + 1] = gathered.Count;
        }
        Values = [.. gathered];
    }

    static int[] Numbers(int count, Action<int, BytesRef> lookup, Vocabulary vocabulary)
    {
        var word = new BytesRef();
        var numbers = new int[count];
        for (var n = 0; n < count; n++)
        {
            lookup(n, word);
            numbers[n] = vocabulary.Number(word.Utf8ToString());
        }
        return numbers;
    }
}
