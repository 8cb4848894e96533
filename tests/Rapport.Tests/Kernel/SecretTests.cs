using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel;
using Rapport.Kernel.Secrets;

namespace Rapport.Tests.Kernel;

public sealed class SecretTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("rapport-secrets-").FullName;

    MasterKey Key(string? given = null, string? data = null) => new(new Installation { Data = data ?? folder }, new ConfigurationBuilder().AddInMemoryCollection([new("master-key", given)]).Build());

    [Fact]
    public void What_is_wrapped_is_unwrapped_by_the_same_key_alone()
    {
        var secret = "the shop's password"u8.ToArray();
        var wrapped = Key().Wrap(secret);

        Assert.Equal(secret, Key().Unwrap(wrapped));
        Assert.NotEqual(wrapped, Key().Wrap(secret));
        Assert.Equal(-1, wrapped.AsSpan().IndexOf(secret));
        Assert.ThrowsAny<CryptographicException>(() => Key(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))).Unwrap(wrapped));
        wrapped[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => Key().Unwrap(wrapped));
    }

    [Fact]
    public void The_key_is_made_once_and_only_its_owner_may_read_it()
    {
        var wrapped = Key().Wrap([1, 2, 3]);
        Parallel.For(0, 8, _ => Assert.Equal([1, 2, 3], Key().Unwrap(wrapped)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "master.key")));
    }

    [Fact]
    public void Processes_that_start_at_once_agree_on_one_key()
    {
        for (var round = 0; round < 20; round++)
        {
            var fresh = Directory.CreateDirectory(Path.Combine(folder, $"{round}")).FullName;
            var keys = new MasterKey[8];
            Parallel.For(0, keys.Length, n => (keys[n] = Key(data: fresh)).Wrap([0]));
            var wrapped = keys[0].Wrap([9]);
            Assert.All(keys, key => Assert.Equal([9], key.Unwrap(wrapped)));
        }
    }

    [Fact]
    public void A_key_of_the_wrong_length_is_no_key() => Assert.All(new[] { Convert.ToBase64String(new byte[16]), "no base64" }, given => Assert.Throws<Rapport.Kernel.Refused>(() => Key(given).Wrap([1])));

    [Fact]
    public async Task The_keys_of_sessions_are_wrapped_in_the_database_and_known_to_every_node()
    {
        await using var world = await World.Start(Engine.Sqlite);
        var protector = world.Services.GetRequiredService<Microsoft.AspNetCore.DataProtection.IDataProtectionProvider>().CreateProtector("test");
        var signed = protector.Protect([7]);
        await using var other = await world.Join();

        Assert.Equal([7], other.Services.GetRequiredService<Microsoft.AspNetCore.DataProtection.IDataProtectionProvider>().CreateProtector("test").Unprotect(signed));
        var rows = await world.Query(db => db.Set<ProtectionKey>().AsNoTracking().ToListAsync());
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.DoesNotContain("<key", Encoding.UTF8.GetString(row.Wrapped)));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
