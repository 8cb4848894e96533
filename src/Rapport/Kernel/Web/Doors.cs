namespace Rapport.Kernel.Web;

/// Where modules hang their routes: pages are read (GET, HEAD), acts change something (POST), hooks are called by machines, and
/// the API is used by machines in somebody's name.
public sealed record Doors(IEndpointRouteBuilder Pages, IEndpointRouteBuilder Acts, IEndpointRouteBuilder Hooks, IEndpointRouteBuilder Api);
