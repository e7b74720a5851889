"""Privacy notice of webhooks that hand people's data on."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import Part, Told, Use, tellers, uses
from hustings.foundation.webhooks.models import Endpoint


def _handed_on(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["webhooks"]:
        hosts = sorted({each.host for each in Endpoint.objects.live().filter(with_people=True)})
        words = _("Services that receive your name and contact data when you take part: %(hosts)s.")
        yield Part.WHO, words % {"hosts": ", ".join(hosts)}


part = Contribution(
    uses(Use("webhooks", lambda: Endpoint.objects.live().filter(with_people=True), is_handed_on=True)),
    tellers(_handed_on),
)
