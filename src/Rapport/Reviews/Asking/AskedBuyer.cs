using Rapport.Catalog;
using Rapport.Customers;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Languages;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Reviews.Asking;

/// The request by whose link somebody writes, its order, and what is to be told of the writer with the review.
public sealed record Asked(long Request, long Order, IReadOnlyList<Event> Told)
{
    /// Whoever writes gets their account with it.
    public bool IsNew { get; init; }
}

/// Whoever a mailed link stands for: it went to the address they ordered with. It opens nothing but their review of what they ordered, and opening it stores nothing.
public sealed class AskedBuyer(Db db, AskingLinks links, Installation installation, PageCache cache, Locale locale, IHttpContextAccessor access)
{
    /// Who it is, for a page: who has no account yet is made up, and stored nowhere.
    public async Task<Member> Known(string link, Product about)
    {
        var (_, customer) = await Open(link, about);
        return await Found(customer) ?? new Member(0, Name(customer), "", db.Clock.GetUtcNow());
    }

    /// Who it is, for writing: who has no account gets a name with a confirmed address, into what Save stores.
    public async Task<(Member Member, Asked Asked)> Become(string link, Product about)
    {
        var (request, customer) = await Open(link, about);
        IReadOnlyList<Event> told = [];
        if (customer.MemberId is not { } id || await db.Members.FirstOrDefaultAsync(m => m.Id == id) is not { } member)
            (member, told) = await db.HolderOf(EmailAddress.Of(customer.Email), Name(customer), installation.Languages.Contains(customer.Language) ? customer.Language! : locale.Code, cache);
        if (!member.MaySignInAt(db.Clock.GetUtcNow())) throw new Refused("This account is suspended.");
        customer.Belongs(member);
        db.Acting.Actor = member.Id;
        return (member, new(request.Id, request.OrderId, told) { IsNew = told.Count > 0 });
    }

    /// What whoever gets an account agrees to.
    public Task<IReadOnlyList<(string Name, string Path)>> Agrees() => db.AgreedByJoining(cache, english => locale.Say(english));

    async Task<(ReviewRequest Request, Customer Customer)> Open(string link, Product about)
    {
        access.HttpContext?.Features.Set(new Uncounted());
        var id = links.ReadReview(link) ?? throw new NotFound();
        var request = await db.ReviewRequests.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id && r.AskedAt != null);
        var customer = request is null ? null : await db.Customers.FirstOrDefaultAsync(c => c.Id == request.CustomerId && c.EmailKey != null);
        if (request is null || customer is null || request.EndsAt < db.Clock.GetUtcNow()) throw new Refused("This link does not work any more. Sign in to review what you have.");
        var shared = Review.Sharing(about);
        var ordered = await (from line in db.OrderLines where line.OrderId == request.OrderId join product in db.Products on line.ProductId equals product.Id where (product.FamilyId ?? product.Id) == shared select line.Id).AnyAsync();
        return ordered ? (request, customer) : throw new NotFound();
    }

    async Task<Member?> Found(Customer customer)
    {
        var (id, key) = (customer.MemberId, customer.EmailKey);
        var found = (await db.Members.AsNoTracking().Where(m => m.Id == id || m.EmailKey == key).ToListAsync()).FindAll(m => !m.IsUnconfirmed || m.IsUnclaimed);
        return found.Find(m => m.Id == id) ?? found.FirstOrDefault();
    }

    string Name(Customer customer) => PersonName.Short(customer.Name) ?? locale.Say("Buyer");
}
