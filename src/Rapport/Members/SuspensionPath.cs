namespace Rapport.Members;

/// Where somebody who is suspended reads why and objects without signing in. The module that keeps decisions registers one.
public abstract class SuspensionPath
{
    public abstract string Of(long member);
}
