using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Rapport.Kernel.Web;

/// Routes whose code that reads arguments is made when somebody first knocks. Made beforehand, as the framework does it, that of
/// some four hundred routes costs the first visitor after a start two seconds.
public sealed class LateRoutes(IServiceProvider services) : EndpointDataSource
{
    readonly List<Entry> entries = [];

    public static RouteHandlerBuilder Add(IEndpointRouteBuilder routes, string pattern, string[] methods, Delegate handler)
    {
        var source = routes.DataSources.OfType<LateRoutes>().FirstOrDefault();
        if (source is null) routes.DataSources.Add(source = new LateRoutes(routes.ServiceProvider));
        var entry = new Entry(pattern, methods, handler);
        source.entries.Add(entry);
        return new RouteHandlerBuilder([entry]);
    }

    public override IReadOnlyList<Endpoint> Endpoints => field ??= GetGroupedEndpoints(new RouteGroupContext { Prefix = RoutePatternFactory.Parse(""), ApplicationServices = services });

    public override IReadOnlyList<Endpoint> GetGroupedEndpoints(RouteGroupContext context) => [.. entries.Select(entry => entry.Build(context))];

    public override IChangeToken GetChangeToken() => new CancellationChangeToken(CancellationToken.None);

    sealed class Entry(string pattern, string[] methods, Delegate handler) : IEndpointConventionBuilder
    {
        static readonly HashSet<string> WithBody = [HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch];
        readonly List<Action<EndpointBuilder>> conventions = [], last = [];

        public void Add(Action<EndpointBuilder> convention) => conventions.Add(convention);
        public void Finally(Action<EndpointBuilder> convention) => last.Add(convention);

        public Endpoint Build(RouteGroupContext group)
        {
            var full = RoutePatternFactory.Combine(group.Prefix, RoutePatternFactory.Parse(pattern));
            var builder = new RouteEndpointBuilder(null, full, 0) { DisplayName = $"HTTP: {string.Join(", ", methods)} {full.RawText}", ApplicationServices = group.ApplicationServices };
            builder.Metadata.Add(handler.Method);
            builder.Metadata.Add(new HttpMethodMetadata(methods));
            foreach (var convention in group.Conventions) convention(builder);
            var options = new RequestDelegateFactoryOptions
            {
                ServiceProvider = group.ApplicationServices, RouteParameterNames = full.Parameters.Select(p => p.Name), EndpointBuilder = builder,
                ThrowOnBadRequest = group.ApplicationServices.GetService<IOptions<RouteHandlerOptions>>()?.Value.ThrowOnBadRequest ?? false,
                DisableInferBodyFromParameters = !methods.All(WithBody.Contains),
            };
            var read = RequestDelegateFactory.InferMetadata(handler.Method, options);
            foreach (var attribute in handler.Method.GetCustomAttributes(inherit: true)) builder.Metadata.Add(attribute);
            foreach (var convention in conventions) convention(builder);

            var made = new Lazy<RequestDelegate>(() => RequestDelegateFactory.Create(handler, options, read).RequestDelegate);
            builder.RequestDelegate = context => made.Value(context);
            foreach (var convention in last) convention(builder);
            foreach (var convention in group.FinallyConventions) convention(builder);
            return builder.Build();
        }
    }
}
