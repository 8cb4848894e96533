using Rapport.Kernel.Database;

namespace Rapport.Members;

/// Whether a member has said something that search engines may find by their profile. Modules in which members write register one.
public delegate Task<bool> ProfileSubstance(Db db, long memberId);
