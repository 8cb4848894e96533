namespace Rapport.Governance;

/// Why something is refused or hidden: one of these, and nothing else. What somebody thinks of a product, or how few stars they give, is none of them.
public enum Ground { Spam, Unrelated, PersonalData, Insult, ConflictOfInterest, Fake, Confidential, Unlawful }
