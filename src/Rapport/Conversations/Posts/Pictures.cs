using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Files;
using Rapport.Kernel.Web;
using Rapport.Members;
using System.Text.RegularExpressions;

namespace Rapport.Conversations.Posts;

/// Pictures in what is said: chosen beside the words where no script runs, and kept for as long as the words show them.
static partial class Pictures
{
    public const string Kind = "post";

    /// What was typed, with the picture sent along below it.
    public static async Task<string?> Take(Sent sent, Keeper keeper, long owner)
    {
        if (sent.Picture is not { Length: > 0 } file) return sent["body"];
        var kept = await keeper.Keep(file, owner);
        if (!kept.IsPicture) throw new Refused("Choose a picture.") { Field = "picture" };
        return $"{sent["body"]?.TrimEnd()}\n\n{kept.Markdown}\n".TrimStart();
    }

    /// The form as it stands, for a preview: a browser does not choose a picture again by itself, so it is taken in here.
    public static async Task<string?> Restore(Sent sent, HttpContext context, FormState state, Keeper keeper, Db db, Me me)
    {
        var body = me.IsAnonymous ? sent["body"] : await Take(sent, keeper, me.Member.Id);
        state.Restore(context.Request.Path, context.Request.Form.Where(f => f.Key != "body").Append(new("body", body)));
        if (sent.Picture is null) return body;
        db.Acting.Key = null;
        await db.Save();
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

    [GeneratedRegex("""/files/[0-9]{1,16}/[A-Za-z0-9_-]{22}/[a-z0-9-]{1,60}\.[a-z0-9]{1,5}""")]
    private static partial Regex Shown();
}
