using Rapport.Kernel.Api;

namespace Rapport.Members.Api;

/// Members as programs see them: who asks, everybody's profile, and what administrators look after.
static class Routes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var token = api.MapGroup("/token").WithTags("Tokens").WithMetadata(new UnconfirmedMay());
        token.MapGet("", TheTokens.Show).Says("What this token is and allows", null);
        token.MapDelete("", TheTokens.RevokeThis).Says("Revoke this very token", null, "For a program that ends, or fears that its token is known.");
        var tokens = api.MapGroup("").WithTags("Tokens");
        tokens.MapGet("/me/tokens", TheTokens.Mine).Says("Your tokens", Scope.Profile);
        tokens.MapDelete("/me/tokens/{id:long}", TheTokens.RevokeMine).Says("Revoke a token of yours", Scope.Profile);
        tokens.MapGet("/tokens", TheTokens.Everybodys).Says("Everybody's tokens, the newest first", Scope.People);
        tokens.MapDelete("/tokens/{id:long}", TheTokens.Revoke).Says("Revoke anybody's token", Scope.People);

        Mine(api.MapGroup("/me").WithTags("Me").WithMetadata(new UnconfirmedMay()));
        var blocks = api.MapGroup("/me/blocks").WithTags("Me");
        blocks.MapGet("", TheBlocks.List).Says("Whom you muted or blocked, the latest first", Scope.Profile);
        blocks.MapPut("/{id:long}", TheBlocks.Keep).Says("Mute or block a member", Scope.Profile, "Nobody who speaks for the brand.");
        blocks.MapDelete("/{id:long}", TheBlocks.Lift).Says("Hear of them again", Scope.Profile);
        api.MapGet("/members/{id:long}", TheProfile.Show).WithTags("Members").Says("A member, as others see them", Scope.Read);
        People(api.MapGroup("/people").WithTags("People"));
        var audiences = api.MapGroup("/audiences").WithTags("Audiences");
        audiences.MapGet("", TheAudiences.List).Says("The groups of people that places can be opened to", Scope.People);
        audiences.MapGet("/{key}/people", TheAudiences.People).Says("Who belongs to an audience", Scope.People);
        audiences.MapPut("/{key}/people/{id:long}", TheAudiences.Welcome).Says("Make somebody part of an audience", Scope.People, "Of one that administrators give, such as `partners`.");
        audiences.MapDelete("/{key}/people/{id:long}", TheAudiences.Unwelcome).Says("Take somebody out of an audience", Scope.People);
        Settings(api.MapGroup("").WithTags("Settings"));
    }

    static void Mine(IEndpointRouteBuilder me)
    {
        me.MapGet("", TheProfile.Mine).Says("The member the token acts for", Scope.Profile);
        me.MapPatch("", TheProfile.Change).Says("Change your name, words, language or time zone", Scope.Profile);
        me.MapPut("/picture", TheProfile.Picture).Says("Show another picture of you", Scope.Profile);
        me.MapDelete("/picture", TheProfile.WithoutPicture).Says("Show no picture", Scope.Profile);
        me.MapPut("/address", TheAccount.Address).Says("Use another e-mail address", Scope.Profile, "A link goes to it; it is used once that was opened.");
        me.MapPut("/password", TheAccount.Password).Says("Change your password", Scope.Profile, "Every session ends; tokens stay.");
        me.MapDelete("/sessions", TheAccount.SignOut).Says("Sign out everywhere", Scope.Profile, "Tokens stay.");
        me.MapPost("/exports", TheExports.Ask).Says("Have everything that is kept about you put together", Scope.Profile);
        me.MapGet("/exports", TheExports.List).Says("What was put together for you", Scope.Profile);
        me.MapGet("/exports/{id:long}", TheExports.Get).Says("Everything that is kept about you, in one ZIP", Scope.Profile).Produces(200, typeof(byte[]), "application/zip");
        me.MapPost("/leaving/code", TheAccount.LeavingCode).Says("Have a code mailed that confirms leaving", Scope.Profile, "For members without a password.");
        me.MapPost("/leaving", TheAccount.Leave).Says("Leave for good", Scope.Profile, "At once. Every token ends with the account.");
    }

    static void People(IEndpointRouteBuilder people)
    {
        people.MapGet("", ThePeople.List).Says("Who is here, the latest first, with what administrators see", Scope.People);
        people.MapGet("/{id:long}", ThePeople.Show).Says("A person, with what administrators see", Scope.People);
        people.MapPost("", ThePeople.Invite).Says("Invite somebody by mail", Scope.People);
        people.MapPut("/{id:long}/role", ThePeople.Role).Says("Change what somebody may do", Scope.People);
        people.MapPost("/{id:long}/suspension", ThePeople.Suspend).Says("Suspend somebody", Scope.People, "Their sessions end and their tokens stop.");
        people.MapDelete("/{id:long}/suspension", ThePeople.Readmit).Says("Readmit somebody", Scope.People);
    }

    static void Settings(IEndpointRouteBuilder settings)
    {
        settings.MapGet("/settings/brand", TheBrand.Show).Says("The brand: its name, colour and logo", Scope.Settings);
        settings.MapPatch("/settings/brand", TheBrand.Change).Says("Change the name or the colour of the brand", Scope.Settings);
        settings.MapPut("/settings/brand/logo", TheBrand.Logo).Says("Show another logo", Scope.Settings);
        settings.MapDelete("/settings/brand/logo", TheBrand.WithoutLogo).Says("Show no logo", Scope.Settings);
        settings.MapGet("/settings/languages", TheLanguages.Show).Says("The languages of the pages", Scope.Settings);
        settings.MapPut("/settings/languages", TheLanguages.Change).Says("Choose the languages of the pages", Scope.Settings);
        settings.MapGet("/settings/mail", TheMail.Show).Says("How mail leaves", Scope.Settings);
        settings.MapPut("/settings/mail", TheMail.Change).Says("Choose how mail leaves", Scope.Settings);
        settings.MapPost("/settings/mail/test", TheMail.Test).Says("Send yourself a test message", Scope.Settings);
        settings.MapGet("/settings/mail/words", TheMailWords.List).Says("The kinds of mail that are sent from here", Scope.Settings);
        settings.MapGet("/settings/mail/words/{kind}/{language}", TheMailWords.Show).Says("The words of a kind of mail in a language", Scope.Settings);
        settings.MapPut("/settings/mail/words/{kind}/{language}", TheMailWords.Change).Says("Choose the words of a kind of mail in a language", Scope.Settings);
        settings.MapDelete("/settings/mail/words/{kind}/{language}", TheMailWords.Reset).Says("Go back to the words that come with the product", Scope.Settings);
        settings.MapPost("/settings/mail/words/{kind}/{language}/test", TheMailWords.Test).Says("Send yourself such a mail, with made-up data", Scope.Settings);
        settings.MapGet("/settings/mail/frame", TheMailWords.Frame).Says("What stands above and below every mail", Scope.Settings);
        settings.MapPut("/settings/mail/frame", TheMailWords.ChangeFrame).Says("Choose what stands above and below every mail", Scope.Settings);
        settings.MapGet("/settings/server", TheServer.Show).Says("How the server is reached, and how strict it is", Scope.Settings);
        settings.MapPatch("/settings/server", TheServer.Change).Says("Change how the server is reached, and how strict it is", Scope.Settings);
        settings.MapGet("/retention", TheRetention.List).Says("What is kept here, what for and how long", Scope.Read);
        settings.MapPatch("/retention", TheRetention.Change).Says("Change for how long kinds of data are kept", Scope.Settings);
        settings.MapPost("/retention/tidying", TheRetention.Tidy).Says("Delete what was kept long enough now instead of tonight", Scope.Settings);
        settings.MapGet("/legal", TheLegal.List).Says("The legal pages there are", Scope.Read);
        settings.MapGet("/legal/{page}", TheLegal.Show).Says("A legal page", Scope.Read);
        settings.MapPut("/legal/{page}", TheLegal.Change).Says("Publish a new version of a legal page", Scope.Settings, "Empty words withdraw the page.");
        settings.MapGet("/decisions", TheDecisions.List).Says("What was decided over people, words and settings, the newest first", Scope.Moderate);
        settings.MapGet("/launch", TheLaunch.List).Says("What is to be done before the doors open", Scope.Settings);
        settings.MapGet("/settings/backups", TheBackups.Schedule).Says("When backups are taken", Scope.Settings);
        settings.MapPut("/settings/backups", TheBackups.Choose).Says("Choose when backups are taken", Scope.Settings);
        settings.MapGet("/backups", TheBackups.List).Says("Backups, the latest first", Scope.Settings);
        settings.MapGet("/backups/{id:long}", TheBackups.Show).Says("A backup, and what became of it", Scope.Settings);
        settings.MapPost("/backups", TheBackups.Take).Says("Take a backup now", Scope.Settings, "It is taken afterwards; look at it to see what became of it.");
        settings.MapGet("/health", TheHealth.Show).Says("Whether everything runs, in numbers", Scope.Settings);
    }
}
