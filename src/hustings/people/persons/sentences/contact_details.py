"""How changes to e-mails, phones and postal addresses read on a timeline."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from hustings.foundation.contributions import Contribution
from hustings.people.persons import pending_addresses, phones, timeline
from hustings.people.persons.matching import match_keys
from hustings.people.persons.models import Email, Phone, PostalAddress

STATUSES: dict[str, Any] = {"email": Email.Status, "phone": Phone.Status, "address": PostalAddress.Status}


def _what(data: Mapping[str, Any]) -> str:
    if "number" in data:
        return phones.shown(data["number"])
    address = str(data["address"])
    return address if "@" in address else f"“{address}”"  # masking.text() knows a street by its quotes


def _status(kind: str) -> timeline.Says:
    def sentence(data: Mapping[str, Any]) -> str:
        before, after = (STATUSES[kind](data[name]).label for name in ("from", "to"))
        words = {"what": _what(data), "before": before, "after": after}
        return _("%(what)s: %(before)s → %(after)s") % words

    return sentence


def _moved(data: Mapping[str, Any]) -> str:
    return _("%(what)s put in place %(place)s") % {"what": _what(data), "place": data["place"]}


def _vouched(data: Mapping[str, Any]) -> str:
    return _("The team vouched for %(address)s") % {"address": data["address"]}


def _waits(data: Mapping[str, Any]) -> str:
    return _("%(address)s was typed, and waits for a look at it") % {"address": data["address"]}


def _looked_at(data: Mapping[str, Any]) -> str:
    return _("%(address)s was typed, and looked at") % {"address": data["address"]}


def _left_out(data: Mapping[str, Any]) -> str:
    return _("%(address)s was not taken in") % {"address": data["address"]}


def _doubt(data: Mapping[str, Any]) -> str:
    kinds = ", ".join(match_keys.labels()[match_keys.KINDS[letter]] for letter in data["by"])
    return _("Added although somebody with the same was erased: %(what)s") % {"what": kinds}


def _came_back(data: Mapping[str, Any]) -> str:
    return _("Taken in again after an erasure: they asked for it, says the team")


part = Contribution(
    timeline.sentences(
        *(timeline.Sentence(f"person.{kind}_status", _status(kind)) for kind in STATUSES),
        *(timeline.Sentence(f"person.{kind}_moved", _moved) for kind in STATUSES),
        timeline.Sentence("person.email_vouched", _vouched),
        timeline.Sentence(pending_addresses.WAITS, _waits),
        timeline.Sentence(pending_addresses.LOOKED_AT, _looked_at),
        timeline.Sentence("person.email_left_out", _left_out),
        timeline.Sentence(pending_addresses.DOUBT, _doubt),
        timeline.Sentence(pending_addresses.SETTLED, _doubt),
        timeline.Sentence(pending_addresses.CAME_BACK, _came_back),
    ),
)
