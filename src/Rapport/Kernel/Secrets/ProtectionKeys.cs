using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using Rapport.Kernel.Database;

namespace Rapport.Kernel.Secrets;

/// A data protection key, wrapped by the master key.
public sealed class ProtectionKey
{
    public required string Name { get; init; }
    public required byte[] Wrapped { get; init; }
}

/// Keeps the keys that sign sessions in the database, so that every node can read what another signed.
public sealed class ProtectionKeys(IServiceScopeFactory scopes, MasterKey master) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var rows = scope.ServiceProvider.GetRequiredService<Db>().Set<ProtectionKey>().AsNoTracking().ToList();
        return rows.ConvertAll(row => XElement.Parse(Encoding.UTF8.GetString(master.Unwrap(row.Wrapped))));
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        db.Add(new ProtectionKey { Name = friendlyName, Wrapped = master.Wrap(Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting))) });
        db.SaveChanges();
    }

    /// Without the key they were wrapped with no secret can be read: a server that began anyway would sign everybody out. Only where nothing is wrapped yet a key is made.
    public static async Task Demand(Db db, MasterKey master)
    {
        if (await db.Set<ProtectionKey>().AsNoTracking().FirstOrDefaultAsync() is not { } row || master.Opens(row.Wrapped)) return;
        if (!master.IsThere) throw MasterKey.Missing(master.Installation);
        throw new Refused("The secrets of this community are wrapped with another master key. Put the right one into {file} or RAPPORT_MASTER_KEY; if it is lost, \"rapport forget-secrets\" goes on without them.", ("file", MasterKey.FileIn(master.Installation)));
    }

    /// Of nodes that start for the first time at once one makes the key and the others read it: with a key each, none would know
    /// the sessions of the other.
    public static async Task Begin(IServiceProvider services, Db db)
    {
        if (!db.OnPostgres || await db.Set<ProtectionKey>().AnyAsync()) return;
        await db.Transact(async () =>
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})");
            services.GetRequiredService<IDataProtectionProvider>().CreateProtector("begin").Protect([0]);
        });
    }

    const long Lock = 5_227_003;

    public static void Register(IServiceCollection services)
    {
        services.AddSingleton<MasterKey>().AddSingleton<ProtectionKeys>();
        services.AddDataProtection().SetApplicationName("rapport");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(sp => new ConfigureOptions<KeyManagementOptions>(o => o.XmlRepository = sp.GetRequiredService<ProtectionKeys>()));
    }
}
