using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Rapport.Kernel.Content;

/// Markdown's inline rules cost the square of their marks where somebody means harm: beyond what anyone writes, the rest of a paragraph is plain words.
sealed class Restraint : IMarkdownExtension
{
    const int MostMarks = 1_500, MostPipes = 12_000, MostPipesInLine = 150;

    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.InlineParsers.Insert(0, new Counter());

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) { }

    sealed class Count
    {
        public LeafBlock? Block;
        public int Marks, Pipes, PipesInLine, Line;
    }

    sealed class Counter : InlineParser
    {
        public Counter() => OpeningCharacters = ['[', ']', '!', '`', '|', '*', '_', '~', '<', '$', '\\', '@'];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            var count = (Count)(processor.ParserStates[Index] ??= new Count());
            if (count.Block != processor.Block) (count.Block, count.Marks, count.Pipes, count.PipesInLine, count.Line) = (processor.Block, 0, 0, 0, -1);
            if (slice.CurrentChar != '|') count.Marks++;
            else
            {
                if (count.Line != processor.LineIndex) (count.Line, count.PipesInLine) = (processor.LineIndex, 0);
                count.Pipes++;
                count.PipesInLine++;
            }
            if (count is { Marks: <= MostMarks, Pipes: <= MostPipes, PipesInLine: <= MostPipesInLine }) return false;

            processor.Inline = new LiteralInline(slice) { Span = new(processor.GetSourcePosition(slice.Start), processor.GetSourcePosition(slice.End)) };
            slice.Start = slice.End + 1;
            return true;
        }
    }
}
