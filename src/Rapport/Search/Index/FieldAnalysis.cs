using Lucene.Net.Analysis;

namespace Rapport.Search.Index;

/// Chooses each field's analyser by the language in its name.
sealed class FieldAnalysis() : AnalyzerWrapper(PER_FIELD_REUSE_STRATEGY)
{
    protected override Analyzer GetWrappedAnalyzer(string fieldName) => fieldName switch
    {
        Fields.Words or Fields.TitleWords => Languages.Words,
        Fields.Beginnings => Languages.Beginnings,
        _ => Languages.Stems(fieldName[(fieldName.LastIndexOf('_') + 1)..]),
    };
}
