namespace Rapport.Kernel.Database;

/// A thing with an identity. Its version rises with every change and tells concurrent changes apart.
public abstract class Entity
{
    public long Id { get; protected set; }
    public int Version { get; internal set; }
}
