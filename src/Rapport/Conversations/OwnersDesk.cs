namespace Rapport.Conversations;

/// The product that somebody begins to ask about, and whether they came to ask its owners: for the slot beside it.
public sealed record ProductAsked(Catalog.Product Product, bool Owners);

/// Passes a question on to people who have the thing it is about. A higher module knows them.
public abstract class OwnersDesk
{
    /// Into what stores the question. They are asked once others can read it.
    public abstract void Ask(Topic question, long product);
}
