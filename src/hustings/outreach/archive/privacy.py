"""Privacy notice of the archive: who may read e-mails to many."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import Part, Told, Use, tellers, uses
from hustings.outreach.archive.models import Archive


def _readers(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["letters"]:
        yield (
            Part.WHO,
            _("Mailings may be published on this site in a general version, without personal data."),
        )


part = Contribution(
    uses(Use("letters", lambda: Archive.objects.filter(is_on=True))),
    tellers(_readers),
)
