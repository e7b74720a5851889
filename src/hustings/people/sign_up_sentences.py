"""Sentences of sign-ups on a timeline."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.contributions import Contribution
from hustings.people import timeline
from hustings.people.public_forms import arriving
from hustings.people.sentences import NOTHING, Data


def _signed_up(data: Data) -> str:
    said = _("Signed up and confirmed the address (%(source)s)") % {"source": data["source"] or NOTHING}
    return arriving.beside(said, data.get("came"))


part = Contribution(
    timeline.groups(timeline.Group("sign_up", gettext_lazy("Sign-ups"))),
    timeline.sentences(timeline.Sentence("sign_up.confirmed", _signed_up)),
    timeline.happened(
        timeline.Happening("sign_up.confirmed", gettext_lazy("sign-up with a confirmed address")),
    ),
)
