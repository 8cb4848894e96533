using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Files;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;

namespace Rapport.Members.Desk;

/// /admin/brand: the name, the picture and the colour of the brand, and the languages it speaks.
static class Brand
{
    public const string LogoUse = "logo";
    const int MostBytes = 2 << 20;

    public static IResult Show(Me me)
    {
        me.RequireAdministrator();
        return Page.Of<BrandPage>();
    }

    public static async Task<IResult> Change(HttpContext context, Db db, Me me, SiteSettings settings, Keeper keeper)
    {
        me.RequireAdministrator();
        var form = context.Request.Form;
        var now = settings.Of<BrandSettings>();
        var brand = now with { Name = form.ContainsKey("name") ? Named(form["name"]) : now.Name, Accent = Coloured(form["accent"]), Zone = form.ContainsKey("zone") ? Zoned(form["zone"]) : now.Zone };
        if (form.Files.Chosen("logo") is { } sent) brand = await Picture(brand, sent, db, me, keeper);
        else if (form["without"] == "true") brand = WithoutPicture(brand, db);
        await settings.Change(db, brand);
        return Go.To("/admin/brand?saved=1");
    }

    public static async Task<BrandSettings> Picture(BrandSettings brand, IFormFile sent, Db db, Me me, Keeper keeper)
    {
        if (sent.Length > MostBytes) throw new Refused("This picture is too large for a logo; at most {n} MB are taken.", ("n", MostBytes >> 20)) { Field = "logo" };
        var file = await keeper.Keep(sent, me.Member.Id);
        if (!file.IsPicture) throw new Refused("Choose a picture.") { Field = "logo" };
        db.Later(() => db.Set<FileUse>().Where(u => u.Kind == LogoUse).ExecuteDeleteAsync());
        db.Add(new FileUse { File = file.Id, Kind = LogoUse, Subject = 0 });
        return brand with { Logo = file.Address("thumb").Path };
    }

    public static BrandSettings WithoutPicture(BrandSettings brand, Db db)
    {
        db.Later(() => db.Set<FileUse>().Where(u => u.Kind == LogoUse).ExecuteDeleteAsync());
        return brand with { Logo = null };
    }

    public static async Task<IResult> Speak(HttpContext context, Db db, Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        var first = context.Request.Form["first"].ToString();
        var chosen = context.Request.Form["languages"].OfType<string>().Append(first).Where(Installation.Spoken.Contains).Distinct().OrderByDescending(l => l == first).ToList();
        await Choose(chosen, db, settings);
        return Go.To("/admin/brand?saved=1");
    }

    public static Task Choose(IReadOnlyList<string> languages, Db db, SiteSettings settings) =>
        languages.Count == 0 ? throw new Refused("Choose at least one language.") { Field = "languages" } : settings.Change(db, new LanguageSettings { Languages = [.. languages.Distinct()] });

    public static string Named(string? name, string field = "name")
    {
        var clean = Characters.Line(name ?? "");
        if (Characters.Seen(clean) == 0) throw new Refused("Say what the brand is called.") { Field = field };
        return clean.Length <= 60 ? clean : throw new Refused("Write at most {n} characters.", ("n", 60)) { Field = field };
    }

    public static string? Zoned(string? zone) => string.IsNullOrWhiteSpace(zone) ? null
        : TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : throw new Refused("There is no time zone of that name.") { Field = "zone" };

    public static string? Coloured(string? accent) => string.IsNullOrWhiteSpace(accent) ? null
        : BrandColour.Is(accent.Trim()) ? accent.Trim().ToLowerInvariant()
        : throw new Refused("A colour is written as # and six digits or letters a to f, such as #2746c4.") { Field = "accent" };
}
