using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace Rapport.Kernel.Content;

/// `@[id]` within Markdown becomes a link without a name in it.
sealed class MentionSyntax : IMarkdownExtension
{
    public sealed class Mention : LeafInline { public required long Id; }

    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.InlineParsers.Insert(0, new Parser());

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) => renderer.ObjectRenderers.Add(new Writer());

    sealed class Parser : InlineParser
    {
        public Parser() => OpeningCharacters = ['@'];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            var text = slice.AsSpan();
            if (text.Length < 4 || text[1] != '[' || char.IsLetterOrDigit(slice.PeekCharExtra(-1))) return false;
            var end = text[..Math.Min(text.Length, 20)].IndexOf(']');
            if (end < 3 || Mentions.Id(text[2..end]) is not { } id) return false;
            processor.Inline = new Mention { Id = id };
            slice.Start += end + 1;
            return true;
        }
    }

    sealed class Writer : HtmlObjectRenderer<Mention>
    {
        protected override void Write(HtmlRenderer renderer, Mention mention)
        {
            if (renderer.EnableHtmlForInline) renderer.Write(Placeholders.Mention(mention.Id));
        }
    }
}
