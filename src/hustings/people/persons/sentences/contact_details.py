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
    return _("%(what)s moved to position %(place)s") % {"what": _what(data), "place": data["place"]}


def _vouched(data: Mapping[str, Any]) -> str:
    return _("%(address)s confirmed by the team") % {"address": data["address"]}


def _waits(data: Mapping[str, Any]) -> str:
    return _("%(address)s entered, waiting for review") % {"address": data["address"]}


def _looked_at(data: Mapping[str, Any]) -> str:
    return _("%(address)s entered and reviewed") % {"address": data["address"]}


def _left_out(data: Mapping[str, Any]) -> str:
    return _("%(address)s not added") % {"address": data["address"]}


def _doubt(data: Mapping[str, Any]) -> str:
    kinds = ", ".join(match_keys.labels()[match_keys.KINDS[letter]] for letter in data["by"])
    return _("Added although someone with the same %(what)s was erased") % {"what": kinds}


def _came_back(data: Mapping[str, Any]) -> str:
    return _("Added again after an erasure, at their own request according to the team")


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
