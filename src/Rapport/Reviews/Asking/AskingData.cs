using Rapport.Customers;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Reviews.Asking;

/// When a member was asked about what they ordered. The rows name orders; who placed them goes with the customer.
sealed class AskingData : PersonalData
{
    public override IReadOnlyList<Type> Covers => [typeof(ReviewRequest)];

    public override async Task<IReadOnlyList<PersonalRows>> Export(Db db, long memberId) =>
    [
        new("review-requests", [.. await (from customer in db.Customers.AsNoTracking()
                                          where customer.MemberId == memberId
                                          join request in db.ReviewRequests on (long?)customer.Id equals request.CustomerId
                                          orderby request.Id
                                          select new { request.OrderId, request.AskedAt, request.RemindedAt, request.Why }).ToListAsync()]),
    ];

    /// Whom they belong to is forgotten with the customer, and the links of the mails end with that.
    public override Task Erase(Db db, long memberId, LeavingChoice choice) => Task.CompletedTask;
}
