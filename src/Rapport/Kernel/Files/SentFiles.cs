namespace Rapport.Kernel.Files;

public static class SentFiles
{
    /// The file that was chosen in a form, even an empty one; null where none was.
    public static IFormFile? Chosen(this IFormFileCollection files, string name) => files[name] is { } sent && (sent.Length > 0 || sent.FileName.Length > 0) ? sent : null;
}
