"""Sentences of sign-ups on a timeline."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.contributions import Contribution
from hustings.people.persons import timeline
from hustings.people.persons.sentences.record import NOTHING, Data
from hustings.people.signups.actions.devices import FORGOTTEN, REMEMBERED
from hustings.people.signups.public_forms import arrivals


def _signed_up(data: Data) -> str:
    said = _("Signed up and confirmed the address (%(source)s)") % {"source": data["source"] or NOTHING}
    return arrivals.beside(said, data.get("came"))


def _remembered(data: Data) -> str:
    return _("Had a device remember them")


def _forgotten(data: Data) -> str:
    return _("Had all devices forget them")


part = Contribution(
    timeline.groups(timeline.Group("sign_up", gettext_lazy("Sign-ups"))),
    timeline.sentences(
        timeline.Sentence("sign_up.confirmed", _signed_up),
        timeline.Sentence(REMEMBERED, _remembered),
        timeline.Sentence(FORGOTTEN, _forgotten),
    ),
    timeline.happened(
        timeline.Happening("sign_up.confirmed", gettext_lazy("sign-up with a confirmed address")),
    ),
)
