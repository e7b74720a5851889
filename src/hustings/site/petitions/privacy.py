"""Privacy notice of signatures."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import Part, Told, Use, tellers, uses
from hustings.site.petitions.models import Petition


def _signatures(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["petitions"]:
        words = _(
            "Your signature under a petition, and what you write to it: to hand them to whom the petition is"
            " addressed. Your name stands on this site only as you choose."
        )
        yield Part.WHY, words
        words = _("Whoever a petition is addressed to gets the signatures when it is handed over.")
        yield Part.WHO, words


part = Contribution(
    uses(Use("petitions", lambda: Petition.objects.filter(removed_at=None), is_handed_on=True)),
    tellers(_signatures),
)
