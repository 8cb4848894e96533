namespace Rapport.Trust;

/// How high one has to stand for a privilege in an area, as an amount: lower where the community is young.
public sealed class Bar(long areaId, Privilege privilege, double amount)
{
    /// 0 for what holds everywhere.
    public long AreaId { get; private set; } = areaId;
    public Privilege Privilege { get; private set; } = privilege;
    public double Amount { get; private set; } = amount;
}
