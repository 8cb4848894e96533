namespace Rapport.Members;

/// Marks what is open to a member whose account is suspended, once they signed in: to read what was decided and object, to take their data along, to leave. Everywhere else they are nobody known.
public sealed class SuspendedMay;
