using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;

namespace Rapport.Kernel.Moving;

/// What this community is called in the archives it exports. It moves with the community.
public sealed record CommunitySettings
{
    public string? Id { get; init; }
}

/// Settings move with the community, not those of the installation: a group that holds a secret, or says so, stays.
[Part("settings.jsonl")]
public sealed record SettingsLine : Line
{
    public required JsonObject Settings { get; init; }
}

sealed class SettingsRecords : Records<SettingsLine>
{
    static readonly string Community = SiteSettings.NameOf(typeof(CommunitySettings));

    public override string Name => "settings";
    public override string Kind => "settings";
    public override IReadOnlyList<Type> Covers => [typeof(SettingGroup)];

    /// Null where it never exported anything, unless it is to be named now.
    public static async Task<string?> NameOfCommunity(Db db, bool make)
    {
        var group = await db.Set<SettingGroup>().FirstOrDefaultAsync(g => g.Name == Community);
        if (group is not null && JsonSerializer.Deserialize<CommunitySettings>(group.Json, SiteSettings.Plain)?.Id is { } known) return known;
        if (!make) return null;
        var id = "rapport-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        if (group is null) db.Add(group = new SettingGroup(db.NewId(), Community));
        group.Json = JsonSerializer.Serialize(new CommunitySettings { Id = id }, SiteSettings.Plain);
        await db.Save(new SettingsChanged(group));
        return id;
    }

    public override async IAsyncEnumerable<SettingsLine> Tell(Telling telling)
    {
        foreach (var group in (await telling.Db.Set<SettingGroup>().AsNoTracking().ToListAsync()).OrderBy(g => g.Name, StringComparer.Ordinal))
            if (SiteSettings.GroupOf(group.Name) is { } type && !SiteSettings.Stays(type) && JsonNode.Parse(group.Json) is JsonObject settings)
                yield return new() { Key = group.Name, Settings = settings };
    }

    public override async Task Take(Batch<SettingsLine> batch)
    {
        foreach (var line in batch.Lines)
        {
            if (SiteSettings.GroupOf(line.Key) is not { } type || SiteSettings.Stays(type)) { batch.Refuse(Name, line, "there are no such settings"); continue; }
            if (batch.Ids?.KeepsAll != true || await batch.Db.Set<SettingGroup>().AnyAsync(g => g.Name == line.Key)) { batch.Report.Withhold("settings", "this community has its own"); batch.Report[Name].Unchanged++; continue; }
            try { JsonSerializer.Deserialize(line.Settings, type, SiteSettings.Plain); }
            catch (JsonException) { batch.Refuse(Name, line, "this is not what such settings are like"); continue; }
            var group = new SettingGroup(batch.Db.NewId(), line.Key) { Json = line.Settings.ToJsonString(SiteSettings.Plain) };
            if (!batch.IsDry) batch.Db.Add(group);
            batch.Events.Add(new SettingsChanged(group));
            batch.Stored(Name);
        }
    }
}
