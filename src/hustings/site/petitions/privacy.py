"""Privacy notice of signatures."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import Part, Told, Use, tellers, uses
from hustings.site.petitions.models import Petition


def _signatures(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["petitions"]:
        words = _(
            "Your signature on a petition and your comment: to deliver them to the petition’s"
            " addressee. Your name appears on this site only as you choose."
        )
        yield Part.WHY, words
        words = _("The addressee of a petition receives the signatures when it is delivered.")
        yield Part.WHO, words


part = Contribution(
    uses(Use("petitions", lambda: Petition.objects.filter(removed_at=None), is_handed_on=True)),
    tellers(_signatures),
)
