using System.Linq.Expressions;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Kernel.Moving;

/// A table, or one column of it, that an export leaves out, and why that is right.
public sealed record NotExported(Type Entity, string? Column, string Reason);

public static class Registration
{
    extension(IServiceCollection services)
    {
        /// Records that have lines of their own making.
        public IServiceCollection AddRecords<T>() where T : Records => services.AddSingleton<Records, T>();

        /// A table whose rows are told as they are stored, every column that it has or will have. What comes back is told of by an event, mended before
        /// it is stored (an archive is no more to be trusted than a form), and left out where the condition says so ({0} is this community's own name). What gives access comes only where roles do.
        public IServiceCollection Moves<T>(string name, Func<T, Event>? tell = null, Action<T, IdMap>? arrive = null, string? where = null, bool needsRoles = false) where T : class =>
            services.AddSingleton<Records>(new Rows<T>(name, tell, arrive, where, needsRoles));

        /// A table that is not part of an export.
        public IServiceCollection NotExported<T>(string reason) where T : class => services.AddSingleton(new NotExported(typeof(T), null, reason));

        /// A column of an exported table that is not part of an export: made anew, counted anew, or a secret.
        public IServiceCollection NotExported<T>(Expression<Func<T, object?>> column, string reason) where T : class =>
            services.AddSingleton(new NotExported(typeof(T), NameOf(column), reason));
    }

    static string NameOf<T>(Expression<Func<T, object?>> column) =>
        ((column.Body as UnaryExpression)?.Operand as MemberExpression ?? (MemberExpression)column.Body).Member.Name;
}
