"""Privacy notice of letters to representatives."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import Part, Told, Use, tellers, uses
from hustings.site.representatives.models import Appeal


def _letters(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["appeals"]:
        words = _(
            "Your letters to representatives: to send them in your name. For calls: that you called"
            " and how it went."
        )
        yield Part.WHY, words
        words = _("The representatives you write to receive your letter with your name and e-mail address.")
        yield Part.WHO, words


part = Contribution(
    uses(Use("appeals", Appeal.objects.all, is_handed_on=True)),
    tellers(_letters),
)
