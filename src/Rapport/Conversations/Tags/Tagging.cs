using Rapport.Kernel.Database;

namespace Rapport.Conversations.Tags;

/// Names typed into a form become tags: known ones are found, new ones added.
static class Tagging
{
    extension(Db db)
    {
        public async Task<IReadOnlyList<Tag>> Tagged(IReadOnlyList<string> names)
        {
            if (names.Count == 0) return [];
            var known = await db.Tags.Where(t => names.Contains(t.Name)).ToListAsync();
            var missing = names.Except(known.Select(t => t.Name)).Select(n => new Tag(db.NewId(), n)).ToList();
            db.AddRange(missing);
            return [.. known, .. missing];
        }

        /// A new tag is stored with its first topic counted; the others count in the database, where nothing is lost.
        public void CountTagsAfter(IReadOnlyList<Tag> tags)
        {
            foreach (var tag in tags.Where(t => t.Version == 0)) tag.First();
            db.CountTagged([.. tags.Where(t => t.Version > 0).Select(t => t.Id)], 1);
        }
    }
}
