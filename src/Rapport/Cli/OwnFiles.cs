using System.Runtime.InteropServices;

namespace Rapport.Cli;

/// What this process makes is its owner's alone: the database and an export hold addresses and private words.
static class OwnFiles
{
    public static void Begin()
    {
        if (!OperatingSystem.IsWindows()) umask(0x3F);   // 077
    }

    [DllImport("libc")]
    static extern uint umask(uint mask);
}
