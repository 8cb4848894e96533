using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Files;
using Rapport.Kernel.Web;
using Rapport.Members;
using System.Text.RegularExpressions;

namespace Rapport.Conversations.Posts;

/// Pictures in what is said: sent ahead or chosen beside the words, and kept for as long as the words show them.
static partial class Pictures
{
    public const string Kind = "post", Field = "pictures";
    public const int Most = 10;

    /// Room for the words and as many pictures as telephones make, where no script makes them smaller.
    public const int LargestForm = 64 << 20;

    /// What was typed, with the pictures sent along below it. They are kept even if the words are refused: the form shows them again.
    public static async Task<string?> Take(Sent sent, Keeper keeper, long? owner, int most = Most, string? body = null)
    {
        body ??= sent["body"];
        var ahead = FileAddress.ReadAll(sent[Field]);
        if (ahead.Count + sent.Pictures.Count == 0) return body;
        if (ahead.Count + sent.Pictures.Count > most) throw new Refused("At most {most} pictures are taken here.", ("most", most)) { Field = Field };
        var kept = await keeper.Found(ahead, owner);
        var lost = kept.Count < ahead.Count;
        try
        {
            foreach (var file in sent.Pictures) kept.Add(await Picture(file, keeper, owner));
        }
        finally
        {
            if (await keeper.Store()) sent.Remember(Field, kept.Select(f => f.Address().WithMeasures));
        }
        if (lost) throw new Refused("A picture is no longer here. Choose it again, or send the rest without it.") { Field = Field };
        return Join(body, kept);
    }

    static async Task<StoredFile> Picture(IFormFile file, Keeper keeper, long? owner)
    {
        try
        {
            var kept = await keeper.Keep(file, owner);
            return kept.IsPicture ? kept : throw new Refused("Choose a picture.") { Field = Field };
        }
        catch (Refused refused) when (refused.Field is null) { throw new Refused(refused.Message, [.. refused.Arguments]) { Field = Field }; }
    }

    static string Join(string? body, IEnumerable<StoredFile> pictures) => $"{body?.TrimEnd()}\n\n{string.Join(' ', pictures.Select(p => p.Markdown))}\n".TrimStart();

    /// The words alone, and the pictures that stand below them: for a form that shows the two apart.
    public static (string Words, IReadOnlyList<FileAddress> Shown) Split(string body) =>
        Below().Match(body) is { Success: true } match ? (body[..match.Index].TrimEnd(), [.. Shown().Matches(match.Value).Select(m => FileAddress.Read(m.Value)).OfType<FileAddress>()]) : (body, []);

    public static FileAddress? First(string html) => Shown().Match(html) is { Success: true } match ? FileAddress.Read(match.Value) : null;

    /// The form as it stands, for a preview: a browser does not choose a picture again by itself, so it is taken in here.
    public static async Task<string?> Restore(Sent sent, HttpContext context, FormState state, Keeper keeper, Me me)
    {
        var body = me.IsAnonymous ? sent["body"] : await Take(sent, keeper, me.Member.Id);
        state.Restore(context.Request.Path, context.Request.Form.Where(f => f.Key is not ("body" or Field)).Append(new("body", body)));
        return body;
    }

    extension(Db db)
    {
        /// A file that no words show any more is forgotten in time.
        public Task KeepPictures(Post post)
        {
            var shown = Shown().Matches(post.Html).Select(m => FileAddress.Read(m.Value)?.Id).OfType<long>().ToHashSet();
            return shown.Count == 0 && db.Entry(post).State == EntityState.Added ? Task.CompletedTask : db.UseFiles(Kind, post.Id, shown);
        }
    }

    [GeneratedRegex("""/files/[0-9]{1,16}/[A-Za-z0-9_-]{22}/[a-z0-9-]{1,60}\.[a-z0-9]{1,5}(?:#[0-9]{1,5}x[0-9]{1,5})?""")]
    private static partial Regex Shown();

    [GeneratedRegex("""(?:^|\n\s*\n)(?:!\[[^\]\n]{0,200}\]\(/files/[0-9]{1,16}/[A-Za-z0-9_-]{22}/[a-z0-9-]{1,60}\.[a-z0-9]{1,5}(?:#[0-9]{1,5}x[0-9]{1,5})?\)\s*)+$""")]
    private static partial Regex Below();
}
