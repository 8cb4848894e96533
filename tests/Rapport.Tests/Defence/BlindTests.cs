using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Rapport.Tests.Defence;

/// What defends the place cannot see stars: it lives on the floor of the reviews and may name nothing of theirs (FloorPlanTests), nor does it ask for their tables by name.
public sealed class BlindTests
{
    static IEnumerable<string> Asked(string module)
    {
        using var assembly = ModuleDefinition.ReadModule(typeof(Composition).Assembly.Location);
        return [.. from type in assembly.GetAllTypes()
                   where type.FullName.StartsWith($"Rapport.{module}.", StringComparison.Ordinal)
                   from method in type.Methods
                   where method.HasBody
                   from step in method.Body.Instructions
                   where step.OpCode == OpCodes.Ldstr
                   select (string)step.Operand];
    }

    static bool NamesStars(string text) => text.Contains("reviews_", StringComparison.OrdinalIgnoreCase) || text.Equals("stars", StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void No_question_of_it_to_the_database_names_a_table_of_reviews_or_their_stars() => Assert.DoesNotContain(Asked("Defence"), NamesStars);

    [Fact]
    public void Whoever_does_is_found() => Assert.Contains(Asked("Reviews"), NamesStars);
}
