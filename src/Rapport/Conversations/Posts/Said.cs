using Rapport.Kernel.Languages;
using Rapport.Kernel.Web;

namespace Rapport.Conversations.Posts;

/// The answer to who posted something: the way to it, or for machines where it is.
static class Said
{
    public static IResult At(HttpContext context, Post post) => At(context, post.Id, post.Path);

    public static IResult At(HttpContext context, long id, string path) => Refusals.WantsJson(context)
        ? Results.Created(context.RequestServices.GetRequiredService<Locale>().To(path), new { id, url = path })
        : Go.To(path);
}
