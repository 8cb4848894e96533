using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Rapport.Kernel.Content;

/// Formulas within Markdown. They leave it as code of class `tex`: what is shown as it stands when the TeX is wrong.
sealed class TexSyntax : IMarkdownExtension
{
    public sealed class Formula : LeafInline { public required string Tex; public required bool Display; }

    public sealed class FormulaBlock(BlockParser parser) : LeafBlock(parser) { public required string Close; }

    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        pipeline.InlineParsers.Insert(0, new InText());
        pipeline.BlockParsers.Insert(0, new OnLines());
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        renderer.ObjectRenderers.Add(new WriteInline());
        renderer.ObjectRenderers.Add(new WriteBlock());
    }

    sealed class InText : InlineParser
    {
        public InText() => OpeningCharacters = ['$', '\\'];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            if (slice.CurrentChar == '\\' && slice.PeekChar() is not ('(' or '[' or 'b')) return false;
            if (TexRules.At(slice.AsSpan(), lenient: false) is not { } found) return false;
            var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
            processor.Inline = new Formula
            {
                Tex = found.Tex, Display = found.Display, Line = line, Column = column,
                Span = new(start, processor.GetSourcePosition(slice.Start + found.Length - 1)),
            };
            slice.Start += found.Length;
            return true;
        }
    }

    /// `$$` or `\[` alone before the formula's lines, so that no line of it is taken for a list or a heading.
    sealed class OnLines : BlockParser
    {
        public OnLines() => OpeningCharacters = ['$', '\\'];

        public override BlockState TryOpen(BlockProcessor processor)
        {
            if (processor.IsCodeIndent) return BlockState.None;
            var line = processor.Line.AsSpan();
            var close = line.StartsWith("$$") ? "$$" : line.StartsWith("\\[") ? "\\]" : null;
            if (close is null || line[2..].Contains(close, StringComparison.Ordinal)) return BlockState.None;

            // Without an end in sight it is no formula: the rest of the post must not vanish into one.
            var rest = processor.Line.Text.AsSpan(Math.Min(processor.Line.End + 1, processor.Line.Text.Length));
            if (!rest[..Math.Min(rest.Length, Tex.Longest)].Contains(close, StringComparison.Ordinal)) return BlockState.None;

            var block = new FormulaBlock(this) { Close = close, Column = processor.Column, Span = new(processor.Start, processor.Line.End), Lines = new StringLineGroup(4) };
            Take(block, processor, processor.Line.Start + 2, processor.Line.End);
            processor.NewBlocks.Push(block);
            return BlockState.ContinueDiscard;
        }

        public override BlockState TryContinue(BlockProcessor processor, Block block)
        {
            var formula = (FormulaBlock)block;
            var end = processor.Line.AsSpan().IndexOf(formula.Close, StringComparison.Ordinal);
            block.UpdateSpanEnd(processor.Line.End);
            Take(formula, processor, processor.Line.Start, end < 0 ? processor.Line.End : processor.Line.Start + end - 1);
            return end < 0 ? BlockState.ContinueDiscard : BlockState.BreakDiscard;
        }

        static void Take(FormulaBlock block, BlockProcessor processor, int start, int end) =>
            block.Lines.Add(new StringSlice(processor.Line.Text, start, end));
    }

    sealed class WriteInline : HtmlObjectRenderer<Formula>
    {
        protected override void Write(HtmlRenderer renderer, Formula formula)
        {
            if (!renderer.EnableHtmlForInline) { renderer.WriteEscape(formula.Tex); return; }
            renderer.Write(formula.Display ? "<code class=\"tex tex-block\">" : "<code class=\"tex\">").WriteEscape(formula.Tex).Write("</code>");
        }
    }

    sealed class WriteBlock : HtmlObjectRenderer<FormulaBlock>
    {
        protected override void Write(HtmlRenderer renderer, FormulaBlock formula) =>
            renderer.EnsureLine().Write("<p><code class=\"tex tex-block\">").WriteEscape(formula.Lines.ToString()).Write("</code></p>").EnsureLine();
    }
}
