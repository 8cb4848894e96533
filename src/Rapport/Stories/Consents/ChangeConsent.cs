using Rapport.Kernel.Web;

namespace Rapport.Stories.Consents;

/// POST /stories/{id}/consent lets the brand show a story elsewhere, POST /stories/{id}/consent/withdraw takes that back: from the story's page or from the settings.
static class ChangeConsent
{
    public static async Task<IResult> Give(long id, StoryDesk desk) => Go.To((await desk.Consent(id)).Path);

    public static async Task<IResult> Withdraw(long id, HttpContext context, StoryDesk desk)
    {
        var topic = await desk.Withdraw(id);
        return Go.To(context.Request.Form["at"] == "settings" ? "/settings#stories" : topic.Path);
    }
}
