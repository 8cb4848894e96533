using System.Net;
using System.Text;
using Rapport.Kernel.Site;

namespace Rapport.Kernel.Mail;

/// Writes the blocks of a mail as plain text and as HTML that every mail reader shows.
static class Letter
{
    public static string Text(Mail mail, Installation installation)
    {
        var text = new StringBuilder();
        var frame = installation.Chosen.Mail;
        if (frame.Header.GetValueOrDefault(mail.Language) is { Length: > 0 } header) text.Append(header).Append("\n\n");
        foreach (var block in mail.Blocks)
            text.Append(block switch
            {
                Paragraph p => p.Text,
                Words w => $"{w.Author}:\n\n" + string.Join('\n', w.Text.Trim().Split('\n').Select(line => "> " + line.TrimEnd())),
                Button b => $"{b.Text}:\n{b.Address}",
                Row r => r.Text + string.Concat(r.Links.Select(l => $"\n{l.Words}: {l.Address}")),
                Code c => "    " + c.Text,
                Note { Address: { } address } n => $"{n.Text}\n{n.LinkText}: {address}",
                Note n => n.Text,
                _ => "",
            }).Append("\n\n");
        if (frame.Footer.GetValueOrDefault(mail.Language) is { Length: > 0 } footer) text.Append("-- \n").Append(footer);
        return text.ToString().TrimEnd() + "\n";
    }

    public static string Html(Mail mail, Installation installation, string direction)
    {
        var html = new StringBuilder();
        var (brand, frame) = (installation.Brand, installation.Chosen.Mail);
        var fill = installation.Accent ?? BrandColour.Ours;
        var ink = BrandColour.On(fill);
        foreach (var block in mail.Blocks)
            html.Append(block switch
            {
                Paragraph p => $"<p style=\"margin:0 0 16px\">{E(p.Text)}</p>",
                Words w => $"<p style=\"margin:0 0 4px;font-weight:600\" dir=\"auto\">{E(w.Author)}</p><div dir=\"auto\" style=\"margin:0 0 20px;padding:0 16px;border-inline-start:3px solid #c9c4b8;overflow-wrap:anywhere\">{w.Html}</div>",
                Button b => $"<p style=\"margin:0 0 20px\"><a href=\"{E(b.Address)}\" style=\"display:inline-block;padding:12px 20px;border-radius:6px;background:{fill};color:{ink};text-decoration:none;font-weight:600\">{E(b.Text)}</a></p>",
                Row r => $"<p style=\"margin:0 0 4px;font-weight:600\" dir=\"auto\">{E(r.Text)}</p><p style=\"margin:0 0 20px;font-size:32px;line-height:1.4\">{string.Join(' ', r.Links.Select(l => $"<a href=\"{E(l.Address)}\" title=\"{E(l.Words)}\" aria-label=\"{E(l.Words)}\" style=\"color:{fill};text-decoration:none;padding:4px\">{E(l.Sign)}</a>"))}</p>",
                Code c => $"<p dir=\"ltr\" style=\"margin:0 0 20px;font:600 28px/1.2 monospace;letter-spacing:4px\">{E(c.Text)}</p>",
                Note { Address: { } address } n => $"<p style=\"margin:0 0 8px;font-size:13px;color:#5c5a55\">{E(n.Text)} <a href=\"{E(address)}\" style=\"color:#5c5a55\">{E(n.LinkText ?? address)}</a></p>",
                Note n => $"<p style=\"margin:0 0 8px;font-size:13px;color:#5c5a55\">{E(n.Text)}</p>",
                _ => "",
            }).Append('\n');
        var logo = installation.Chosen.Brand.Logo is { } picture ? $"<img src=\"{E(installation.Address + picture)}\" alt=\"\" width=\"40\" height=\"40\" style=\"vertical-align:middle;margin-inline-end:10px;border-radius:6px\">" : "";
        if (frame.Header.GetValueOrDefault(mail.Language) is { Length: > 0 } header) html.Insert(0, $"<p style=\"margin:0 0 16px;white-space:pre-line\" dir=\"auto\">{E(header)}</p>\n");
        if (frame.Footer.GetValueOrDefault(mail.Language) is { Length: > 0 } footer) html.Append($"<p style=\"margin:24px 0 0;padding-top:12px;border-top:1px solid #c9c4b8;font-size:13px;color:#5c5a55;white-space:pre-line\" dir=\"auto\">{E(footer)}</p>\n");
        return $"""
            <!doctype html><html lang="{mail.Language}" dir="{direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{E(mail.Subject)}</title></head>
            <body style="margin:0;padding:24px 16px;background:#ffffff;color:#1c1b19;font:16px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
            <div style="max-width:560px;margin:0 auto"><p style="margin:0 0 24px;font-weight:700">{logo}{E(brand)}</p>
            {html}</div></body></html>
            """;
    }

    static string E(string text) => WebUtility.HtmlEncode(text);
}
