namespace Rapport.Kernel.Web;

/// Stands among the features of a request that is nobody's look at a page: a link in a mail, which scanners of mail open as well.
public sealed class Uncounted;
