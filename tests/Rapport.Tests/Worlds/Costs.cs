namespace Rapport.Tests.Worlds;

/// What a page costs where others act in the same world.
public static class Costs
{
    extension(Visitor visitor)
    {
        /// How many commands a page asks of the database once this node knows what it reads for everybody: the fewest of three visits, since settings that somebody else changes meanwhile let everything go that was kept. What grows with the page is in each of them.
        public async Task<int> Cost(string path)
        {
            var asked = new List<int>();
            for (var n = 0; n < 3; n++)
            {
                var page = await visitor.Get(path);
                Assert.Equal(200, page.Status);
                asked.Add(page.Queries ?? throw new Xunit.Sdk.XunitException($"{path} was kept, so that it asked nothing."));
            }
            return asked.Min();
        }

        /// Somebody unknown who is shown no kept page.
        public Visitor Anew() => visitor.With("Cookie", "rapport=x");
    }
}
