using Rapport.Kernel.Database;

namespace Rapport.Trust;

public static class Sets
{
    extension(Db db)
    {
        public DbSet<Standing> Standings => db.Set<Standing>();
        public DbSet<Voice> Voices => db.Set<Voice>();
        public DbSet<Appointment> Appointments => db.Set<Appointment>();
        public DbSet<Grant> Grants => db.Set<Grant>();
        internal DbSet<Trial> Trials => db.Set<Trial>();
        internal DbSet<TrialChange> TrialChanges => db.Set<TrialChange>();
        internal DbSet<TrialReach> TrialReaches => db.Set<TrialReach>();
        internal DbSet<Bar> Bars => db.Set<Bar>();
        internal DbSet<Praise> Praises => db.Set<Praise>();
        internal DbSet<Tie> Ties => db.Set<Tie>();
    }
}
