using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Rapport.Tests.House;

/// Reads a compiled assembly and tells where it breaks the floor plan: call downward, enter by the front door.
public sealed class FloorPlan(string root)
{
    static readonly Dictionary<string, int> Floors = new()
    {
        ["Kernel"] = 1, ["Members"] = 2, ["Trust"] = 3, ["Catalog"] = 3, ["Customers"] = 4, ["Governance"] = 4, ["Conversations"] = 5, ["Ideas"] = 5,
        ["Reviews"] = 6, ["Stories"] = 6, ["Defence"] = 6, ["Care"] = 6, ["Advocacy"] = 6, ["Feed"] = 7, ["Search"] = 7, ["Insight"] = 7, ["Webhooks"] = 7,
    };

    /// These may use everything, and nothing uses them. The empty name is the root itself, where the house is put together.
    static readonly HashSet<string> Outside = ["", "Shell", "Cli", "Demo", "Interchange"];

    /// The words for adding a route, which are nearer than the framework's only in the namespace that is around all others.
    const string Routes = "Routes";

    public IReadOnlyList<string> Violations(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        return [.. module.GetAllTypes().Where(t => ModuleOf(t) is not null).SelectMany(Of).Distinct().Order(StringComparer.Ordinal)];
    }

    IEnumerable<string> Of(TypeDefinition type)
    {
        var here = ModuleOf(type)!;
        if (!Floors.ContainsKey(here) && !Outside.Contains(here)) yield return $"{here} has no floor";
        if (Outside.Contains(here)) yield break;
        foreach (var used in Used(type).SelectMany(Parts).Distinct())
            if (ModuleOf(used) is { } there && there != here && Wrong(here, there, used) is { } wrong) yield return $"{Outermost(type).FullName} {wrong} {used.FullName}";
    }

    string? Wrong(string here, string there, TypeReference used) =>
        used.FullName == $"{root}.{Routes}" ? null
        : Outside.Contains(there) ? "uses what nobody may use:"
        : there == "Kernel" ? null
        : Floors.GetValueOrDefault(there) >= Floors.GetValueOrDefault(here) ? "does not call downward:"
        : Outermost(used).Namespace != $"{root}.{there}" ? "enters a room of another module:"
        : null;

    /// The top folder a type lives in; null for types that are not of this house.
    string? ModuleOf(TypeReference type)
    {
        var space = Outermost(type).Namespace;
        return space == root ? "" : space.StartsWith(root + ".", StringComparison.Ordinal) ? space[(root.Length + 1)..].Split('.')[0] : null;
    }

    static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer) type = outer;
        return type;
    }

    /// A type as it is written down: List<Topic[]> names three.
    static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification of => Parts(of.ElementType),
        _ => [type],
    };

    static IEnumerable<TypeReference?> Used(TypeDefinition type) =>
    [
        type.BaseType, .. type.Interfaces.Select(i => i.InterfaceType), .. type.Fields.Select(f => f.FieldType), .. type.Properties.Select(p => p.PropertyType), .. type.Events.Select(e => e.EventType),
        .. Attributes(type), .. type.Fields.SelectMany(Attributes), .. type.Properties.SelectMany(Attributes), .. type.GenericParameters.SelectMany(g => g.Constraints).Select(c => c.ConstraintType),
        .. type.Methods.SelectMany(Used),
    ];

    static IEnumerable<TypeReference?> Used(MethodDefinition method) =>
    [
        method.ReturnType, .. method.Parameters.Select(p => p.ParameterType), .. Attributes(method), .. method.Parameters.SelectMany(Attributes),
        .. method.GenericParameters.SelectMany(g => g.Constraints).Select(c => c.ConstraintType),
        .. !method.HasBody ? [] : method.Body.Variables.Select(v => v.VariableType).Concat(method.Body.ExceptionHandlers.Select(h => h.CatchType)).Concat(method.Body.Instructions.SelectMany(Used)),
    ];

    static IEnumerable<TypeReference?> Used(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference called => [called.DeclaringType, called.ReturnType, .. called is GenericInstanceMethod generic ? generic.GenericArguments : []],
        _ => [],
    };

    static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider of) => of.CustomAttributes.SelectMany(a =>
        a.ConstructorArguments.Concat(a.Properties.Select(p => p.Argument)).Select(x => x.Value as TypeReference).Prepend(a.AttributeType));
}
