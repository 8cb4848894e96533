namespace Rapport.Members;

/// Marks an act open to a member whose address is not confirmed yet. Every other POST leads them to the confirmation first,
/// with what they wrote kept; drafts are saved by PUT and need no mark.
public sealed class UnconfirmedMay;
