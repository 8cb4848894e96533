namespace Rapport.Tests.Search;

public sealed class DurabilityTests : IndexWorld
{
    [Fact]
    public void A_commit_keeps_the_documents_and_how_far_the_log_was_read()
    {
        Put(Topic(1, "Kettle"));
        Index.Commit("42");
        Put(Topic(2, "Kettle again"));

        Reopen();

        Assert.Equal(("42", null), (Index.Position, Index.Emptied));
        Assert.Equal([1], Ids("kettle"));
    }

    [Theory]
    [InlineData(".cfs"), InlineData(".si"), InlineData("segments_")]
    public void A_damaged_index_is_emptied_and_can_be_filled_again(string what)
    {
        Put([.. Enumerable.Range(1, 50).Select(n => Topic(n, "Kettle number " + n))]);
        Index.Commit("42");
        Index.Dispose();
        var file = Directory.GetFiles(Folder).First(f => Path.GetFileName(f).Contains(what));
        using (var stream = File.OpenWrite(file)) stream.SetLength(stream.Length / 2);

        Reopen();

        Assert.NotNull(Index.Emptied);
        Assert.Null(Index.Position);
        Assert.Empty(Ids("kettle"));
        Put(Topic(1, "Kettle"));
        Index.Commit("43");
        Reopen();
        Assert.Equal("43", Index.Position);
        Assert.Equal([1], Ids("kettle"));
    }

    [Fact]
    public void A_single_flipped_bit_is_noticed()
    {
        Put([.. Enumerable.Range(1, 50).Select(n => Topic(n, "Kettle number " + n))]);
        Index.Commit("42");
        Index.Dispose();
        var file = Directory.GetFiles(Folder, "*.cfs").First();
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);

        Reopen();

        Assert.NotNull(Index.Emptied);
    }

    [Fact]
    public void A_folder_in_use_is_refused_rather_than_emptied()
    {
        Put(Topic(1, "Kettle"));
        Index.Commit("1");

        Assert.ThrowsAny<IOException>(() => Open());

        Assert.Equal([1], Ids("kettle"));
    }

    [Fact]
    public void After_a_failed_write_nothing_is_claimed_that_may_be_lost()
    {
        static IEnumerable<Rapport.Search.Index.SearchDocument> Breaking()
        {
            yield return Topic(2, "Kettle two");
            throw new IOException("No space left on device");
        }
        Put(Topic(1, "Kettle one"));
        Index.Commit("1");

        Assert.Throws<IOException>(() => Index.Put(Breaking()));
        Assert.Throws<InvalidOperationException>(() => Index.Commit("2"));
        Assert.Equal([1], Ids("kettle"));
        Index.FallBack();

        Assert.Equal("1", Index.Position);
        Put(Topic(2, "Kettle two"));
        Index.Commit("2");
        Assert.Equal([1, 2], Ids("kettle").Order());
    }

    [Fact]
    public void A_cleared_index_starts_again()
    {
        Put(Topic(1, "Kettle"));
        Index.Commit("1");

        Index.Clear();
        Index.Refresh();

        Assert.Empty(Ids("kettle"));
        Assert.Null(Index.Position);
    }

    [Fact]
    public async Task Many_can_search_while_one_writes()
    {
        var writing = Task.Run(() => { for (var n = 1; n <= 300; n++) Put(Topic(n % 40, "Kettle number " + n)); }, TestContext.Current.CancellationToken);
        var searching = Enumerable.Range(0, 4).Select(_ => Task.Run(() => { while (!writing.IsCompleted) Assert.InRange(Find("kettle").Total, 0, 40); }));

        await Task.WhenAll([writing, .. searching]);

        Assert.Equal(40, Find("kettle").Total);
    }
}
