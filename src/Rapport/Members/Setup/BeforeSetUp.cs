using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Members.Roles;

namespace Rapport.Members.Setup;

/// Until somebody looks after the community nobody joins it: there is no mail to confirm an address by, and no one to ask.
static class BeforeSetUp
{
    extension(Db db)
    {
        public Task<bool> IsSetUp() => db.Members.InOffice().AnyAsync();

        public async Task DemandSetUp()
        {
            if (!await db.IsSetUp()) throw new Refused("This community is being set up. Come back when that is done.");
        }
    }
}
