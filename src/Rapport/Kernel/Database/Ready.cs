using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Rapport.Kernel.Database;

/// A question of a page that is asked all the time: put into SQL once for each model (an engine and its modules), not at every asking.
public sealed class Ready<TQuery>(Func<TQuery> compile) where TQuery : Delegate
{
    readonly ConditionalWeakTable<IModel, TQuery> compiled = new();

    public TQuery On(Db db) => compiled.GetValue(db.Model, _ => compile());
}
