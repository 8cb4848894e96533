using Rapport.Conversations;
using Rapport.Kernel.Database;

namespace Rapport.Reviews.Owners;

/// Notes with a question that it is for who has the thing.
sealed class OwnersQuestions(Db db) : OwnersDesk
{
    public override void Ask(Topic question, long product) => db.Add(new OwnersQuestion(question, product));
}
