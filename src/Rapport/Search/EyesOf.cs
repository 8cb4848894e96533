using Rapport.Members;
using Rapport.Search.Index;

namespace Rapport.Search;

/// Whose eyes look into the index.
static class EyesOf
{
    extension(Me me)
    {
        /// The audiences the visitor belongs to; those who look after every space see everything.
        public Access Eyes() => me.SeesAll ? Access.Everything : Access.To(me.Audiences);
    }
}
