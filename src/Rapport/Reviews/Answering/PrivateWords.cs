using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Mail;
using Rapport.Members;

namespace Rapport.Reviews.Answering;

public sealed record PrivateRow(PrivateWord Word, string? Name);

/// The private thread of a review, and the mails that bring it: the one way for forms and programs.
public sealed class PrivateWords(Db db, Me me, Installation installation, MailBook book)
{
    public const string ToReviewer = "private-word", ToBrand = "private-answer";
    const int Most = 200;

    /// Only its author and the brand's people find it.
    public async Task<Review> Of(long id)
    {
        var (by, known) = (me.Member, db.Posts.KnownTo(me));
        var review = await db.Reviews.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id && known.Any(p => p.Id == id)) ?? throw new NotFound();
        return by.IsStaff || review.AuthorId == by.Id && await db.Set<PrivateWord>().AnyAsync(w => w.ReviewId == id) ? review : throw new NotFound();
    }

    public Task<List<PrivateRow>> Read(long id) =>
        (from w in db.Set<PrivateWord>().AsNoTracking().Where(w => w.ReviewId == id).OrderBy(w => w.Id).Take(Most)
         join m in db.Members on w.AuthorId equals (long?)m.Id into authors
         from m in authors.DefaultIfEmpty()
         orderby w.Id
         select new PrivateRow(w, m!.LeftAt == null ? m.Name : null)).ToListAsync();

    public async Task<PrivateWord> Write(long id, string? text)
    {
        var (by, review) = (me.Member, await Of(id));
        if (await db.Set<PrivateWord>().CountAsync(w => w.ReviewId == id) >= Most) throw new Refused("So much was written here that nothing can be added.");
        var brands = db.Set<PrivateWord>().Where(w => w.ReviewId == id && w.ByBrand);
        var word = PrivateWord.Write(db.NewId(), review, by, text, await brands.AnyAsync(), db.Clock.GetUtcNow());
        db.Add(word);
        // To whoever of the brand wrote last and still works there.
        var to = word.ByBrand ? review.AuthorId
            : await brands.Join(db.Members.Where(m => m.Role != Role.Member && m.LeftAt == null && m.SuspendedAt == null), w => w.AuthorId, m => (long?)m.Id, (w, m) => w).OrderByDescending(w => w.Id).Select(w => w.AuthorId).FirstOrDefaultAsync();
        if (await db.Members.AsNoTracking().FirstOrDefaultAsync(m => m.Id == to && m.LeftAt == null && m.SuspendedAt == null && m.Email != null) is { IsUnconfirmed: false } reader)
        {
            var title = await db.Topics.Where(t => t.Id == id).Select(t => t.Title).FirstAsync();
            var mail = Letter(book.Voice(word.ByBrand ? ToReviewer : ToBrand, reader.Language), installation, reader.Email!, word.ByBrand, title, word.Text, id);
            await db.Post(mail with { Member = reader.Id, Names = [.. new[] { review.AuthorId, by.Id }.OfType<long>().Distinct()] }, installation, $"private-word:{word.Id}");
        }
        await db.Save();
        return word;
    }

    static Mail Letter(Locale words, Installation installation, string to, bool byBrand, string title, string text, long review) => new(to,
        byBrand ? words.Say("{brand} writes to you about your review", ("brand", installation.Brand)) : words.Say("A reviewer answers you"),
    [
        new Paragraph(words.Say(byBrand ? "About your review “{title}”, for you alone:" : "About the review “{title}”, for you alone:", ("title", title))),
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => new Paragraph(line)),
        new Button(words.Say("Answer"), installation.Address + words.To($"/reviews/{review}/words")),
        new Note(words.Say(byBrand ? "Your review stands as it is, whatever you answer. What you write to each other is never public." : "What you write to each other is never public.")),
    ]) { Kind = byBrand ? ToReviewer : ToBrand, Language = words.Code };

    public static void Register(IServiceCollection services) => services.AddScoped<PrivateWords>()
        .AddSingleton(new MailKind(ToReviewer, "A private word to a reviewer", "To whoever wrote a review, when somebody of the brand writes to them about it.", 160, (words, installation) => [Letter(words, installation, "sam@mail.example", true, "It drips", "May we send you another lid?", 1)]))
        .AddSingleton(new MailKind(ToBrand, "A reviewer's private answer", "To whoever of the brand wrote to a reviewer.", 161, (words, installation) => [Letter(words, installation, "sam@mail.example", false, "It drips", "Yes, please.", 1)]));
}
