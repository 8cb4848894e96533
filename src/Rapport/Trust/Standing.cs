namespace Rapport.Trust;

/// How high somebody stands in one area: an amount as of the common day, from which the points of any day follow.
public sealed class Standing(long memberId, long areaId, double amount)
{
    public long MemberId { get; private set; } = memberId;
    public long AreaId { get; private set; } = areaId;
    public double Amount { get; private set; } = amount;
}

/// What somebody has to give: what they received over all areas and gave, whether and why the house knows them, and how their reports fared.
public sealed class Voice(long memberId, double received, double given, KnownBy known, int upheld, int rejected)
{
    public long MemberId { get; private set; } = memberId;
    public double Received { get; private set; } = received;
    public double Given { get; private set; } = given;
    public KnownBy Known { get; private set; } = known;

    /// Reports that moderators found right, and those they did not.
    public int Upheld { get; private set; } = upheld;
    public int Rejected { get; private set; } = rejected;
}

/// Something that counts for or against a member, as it was weighed when it happened.
public sealed class Praise(long id, long thingId, long topicId, long areaId, PraiseKind kind, long? giverId, long receiverId, double amount, DateTimeOffset at, bool counts)
{
    public long Id { get; private set; } = id;

    /// The post.
    public long ThingId { get; private set; } = thingId;
    public long TopicId { get; private set; } = topicId;
    public long AreaId { get; private set; } = areaId;
    public PraiseKind Kind { get; private set; } = kind;

    /// Nobody once they left.
    public long? GiverId { get; private set; } = giverId;
    public long ReceiverId { get; private set; } = receiverId;
    public double Amount { get; private set; } = amount;
    public DateTimeOffset At { get; private set; } = at;

    /// Not while its words are out of sight.
    public bool Counts { get; internal set; } = counts;
}

/// What one member got from another, in sum: praise between the same two counts less and less.
public sealed class Tie(long giverId, long receiverId, double amount)
{
    public long GiverId { get; private set; } = giverId;
    public long ReceiverId { get; private set; } = receiverId;
    public double Amount { get; private set; } = amount;
}
