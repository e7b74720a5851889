"""Asks, offers and meetings as webhooks tell of them: never by whom, whose address nobody gives away."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from hustings.foundation.webhooks.events import Event, events
from hustings.networks.exchange.models import Match, Post

ASKED, OFFERED, MET = "exchange.asked", "exchange.offered", "exchange.met"


def _posts(keys: Collection[int], sees_people: bool) -> Mapping[int, Mapping[str, Any]]:
    return {row.pk: {"post": _about(row)} for row in Post.objects.shown().for_lists().filter(pk__in=keys)}


def _about(row: Post) -> dict[str, Any]:
    names = ("side", "kind", "title", "language", "city")
    return {"id": row.pk, **{name: getattr(row, name) for name in names}, "organisation": row.by}


def _matches(keys: Collection[int], sees_people: bool) -> Mapping[int, Mapping[str, Any]]:
    rows = Match.objects.filter(pk__in=keys).select_related("ask")
    return {
        row.pk: {
            "match": {"id": row.pk, "met_on": row.met_on and row.met_on.isoformat()},
            "ask": {"id": row.ask_id, "kind": row.ask.kind, "title": row.ask.title},
        }
        for row in rows
    }


_ASK = {
    "id": 31, "side": "ask", "kind": "mentor", "title": "Read a balance sheet", "language": "en",
    "city": "Lyon", "organisation": "Atelier Nord",
}  # fmt: skip
part = events(
    Event(ASKED, _("Ask published in the exchange"), {"post": _ASK}, _posts),
    Event(OFFERED, _("Offer published in the exchange"), {"post": {**_ASK, "side": "offer"}}, _posts),
    Event(
        MET, _("Two of the exchange met"),
        {
            "match": {"id": 5, "met_on": "2027-03-07"},
            "ask": {"id": 31, "kind": "mentor", "title": "Read a balance sheet"},
        },
        _matches,
    ),
)  # fmt: skip
