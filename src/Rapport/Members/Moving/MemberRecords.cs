using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Site;
using Rapport.Members.SignUp;

namespace Rapport.Members.Moving;

/// Somebody as an archive tells of them. Without an address they are a name that cannot sign in.
[Part("members.jsonl")]
public sealed record MemberLine : Line
{
    public required string Name { get; init; }
    public string? Handle { get; init; }
    public string? Email { get; init; }

    /// Where the other system does not tell the address: its digest as "md5:…" or "sha256:…" in hexadecimal digits, of the address in lower case.
    public string? EmailDigest { get; init; }
    public string? Role { get; init; }
    public string? Title { get; init; }
    public string? Bio { get; init; }
    public string? Language { get; init; }
    public string? Zone { get; init; }
    public DateTimeOffset Joined { get; init; }

    /// The hash of the password, where the administrator wanted it in the archive.
    public string? Password { get; init; }
}

sealed class MemberRecords : Records<MemberLine, Member>
{
    public override string Name => "members";
    public override string Kind => "member";
    public override IReadOnlyList<Type> Covers => [typeof(Member)];

    protected override IReadOnlyList<string> Told =>
        [nameof(Member.Id), nameof(Member.Name), nameof(Member.Handle), nameof(Member.Email), nameof(Member.EmailKey), nameof(Member.Role), nameof(Member.Title), nameof(Member.Bio),
         nameof(Member.Language), nameof(Member.Zone), nameof(Member.JoinedAt), nameof(Member.PasswordHash)];

    /// Authors whose account was gone already are names only.
    public override string CountedAs(MemberLine line) => line.Key.StartsWith("name:", StringComparison.Ordinal) ? "names without an account" : Name;

    public override async IAsyncEnumerable<MemberLine> Tell(Telling telling)
    {
        for (long last = 0; await telling.Db.Members.AsNoTracking().Where(m => m.Id > last).OrderBy(m => m.Id).Take(Telling.Chunk).ToListAsync() is { Count: > 0 } some; last = some[^1].Id)
            foreach (var m in some)
                yield return new()
                {
                    Key = $"{m.Id}", Name = m.Name, Handle = m.Handle, Email = m.Email, Role = m.IsStaff ? m.Role.ToString().ToLowerInvariant() : null, Title = m.Title, Bio = m.Bio, Language = m.Language, Zone = m.Zone,
                    Joined = m.JoinedAt, Password = telling.WithPasswords ? m.PasswordHash : null, More = More(telling.Db, telling.Left).Of(m),
                };
    }

    public override async Task Take(Batch<MemberLine> batch)
    {
        var wanted = batch.Lines.ToDictionary(l => l.Key, l => l.Handle ?? Handles.Derive(l.Name));
        var taken = await Taken(batch.Db, wanted.Values.Distinct().ToList());
        var people = await Known(batch);
        foreach (var line in batch.Lines)
        {
            var counted = CountedAs(line);
            var name = Characters.Line(line.Name);
            if (name.Length == 0) { batch.Refuse(counted, line, "the name is empty"); continue; }
            if (Address(line) is { } address && people.TryGetValue(address.Key, out var here))
            {
                // The same address is the same person, who keeps what they chose here.
                batch.Know(Kind, line, here);
                batch.Report[counted].Unchanged++;
                continue;
            }
            var member = new Member(batch.IdOf(line), name.Length > 60 ? name[..60] : name, Free(wanted[line.Key], taken), line.Joined.ToUniversalTime());
            if (Address(line) is { } reached) people[reached.Key] = member.Id;
            Introduce(batch, member, line);
            batch.Db.Add(member);
            Fill(batch, member, line);
            if (member.Avatar is { } picture && FileAddress.Read(picture) is null) member.Show(null);
            batch.Events.Add(new MemberJoined(member));
            batch.Know(Kind, line, member.Id);
            await Digest(batch, member, line);
            batch.Stored(counted);
        }
    }

    static void Introduce(Batch<MemberLine> batch, Member member, MemberLine line)
    {
        var role = Enum.TryParse<Role>(line.Role, ignoreCase: true, out var said) && Enum.IsDefined(said) ? said : Role.Member;
        if (role != Role.Member && !batch.Arrival.Choices.WithRoles)
        {
            batch.Report.Withhold("roles beyond member", "they are given only where the import is run with roles");
            role = Role.Member;
        }
        member.AsImported(line.Bio, role == Role.Member ? null : line.Title, role, line.Language ?? "en", line.Zone ?? "UTC");
        // A community that moves whole brings its decisions along.
        if (role != Role.Member && batch.Arrival is { Cause: Cause.Import, Ids: null or { KeepsAll: false } }) batch.Db.Audit("member.role", member, $"{Role.Member} → {role}");
        if (Address(line) is { } address) member.UseAddress(address);
        if (line.Password is not { Length: > 0 } password) return;
        if (batch.Arrival.Choices.WithPasswords) member.UsePassword(password);
        else batch.Report.Withhold("passwords", "they are taken only where the import is run with passwords");
    }

    /// Null for one that is no address: then they are a name like others without one.
    static EmailAddress? Address(MemberLine line)
    {
        if (line.Email is null) return null;
        try { return EmailAddress.Of(line.Email); }
        catch (Kernel.Refused) { return null; }
    }

    static async Task<Dictionary<string, long>> Known(Batch<MemberLine> batch)
    {
        var addresses = batch.Lines.Select(Address).OfType<EmailAddress>().Select(a => a.Key).ToList();
        return addresses.Count == 0 ? [] : await batch.Db.Members.Where(m => addresses.Contains(m.EmailKey!)).ToDictionaryAsync(m => m.EmailKey!, m => m.Id);
    }

    /// Remembered, so that whoever shows the address to be theirs finds themselves.
    static async Task Digest(Batch<MemberLine> batch, Member member, MemberLine line)
    {
        if (line.Email is not null || AddressDigest.Read(line.EmailDigest) is not { } digest) return;
        if (await batch.Db.Set<ForeignId>().FindAsync(AddressDigest.Source, AddressDigest.Kind, digest) is null)
            batch.Db.Add(new ForeignId { Source = AddressDigest.Source, Kind = AddressDigest.Kind, Key = digest, Id = member.Id });
    }

    /// Every handle that begins like one of the wanted ones: they are the ones a number may be appended to.
    static async Task<HashSet<string>> Taken(Db db, List<string> wanted)
    {
        var stems = wanted.Select(Stem).Distinct().ToList();
        var taken = new HashSet<string>();
        if (!await db.Members.AnyAsync()) return taken;
        foreach (var stem in stems) taken.UnionWith(await db.Members.Where(m => m.Handle.StartsWith(stem)).Select(m => m.Handle).ToListAsync());
        return taken;
    }

    static string Stem(string handle) => handle.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');

    static string Free(string wanted, HashSet<string> taken)
    {
        var free = wanted;
        for (var number = 2; !taken.Add(free); number++) free = $"{wanted}-{number}";
        return free;
    }
}
