namespace Rapport.Kernel.Web;

/// Where modules hang their routes: pages are read (GET, HEAD), acts change something (POST), hooks are called by machines.
public sealed record Doors(IEndpointRouteBuilder Pages, IEndpointRouteBuilder Acts, IEndpointRouteBuilder Hooks);
