"""Status of orders, for people to read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts.models import User
from hustings.security.incidents.models import Answer, Incident, Order

MOST = 100  # answers that are shown
OUTCOMES = {
    "done": pgettext_lazy("command", "done"), "missing": _("message not found"),
    "refused": _("not supported by this connector"), "failed": _("failed; trying again"),
}  # fmt: skip
_COLUMNS = (
    "pk", "deed", "guard__name", "made_at", "made_by__first_name", "made_by__last_name", "made_by__email",
    "answers__guard__name", "answers__outcome", "answers__text",
)  # fmt: skip


@dataclass
class Told:
    """An order with what its guards answered: who, what, in which words. ``guard`` is "" for all of them."""

    deed: str
    guard: str
    at: datetime
    by: str
    answers: list[tuple[str, str, str]] = field(default_factory=list)


def newest(incident: Incident) -> list[Told]:
    """The newest orders about an incident, by one question."""
    rows = Order.objects.filter(incident=incident).order_by("-pk", "answers__pk")
    made: dict[int, Told] = {}
    for pk, deed, guard, at, first, last, email, who, said, text in rows.values_list(*_COLUMNS)[:MOST]:
        by = str(User(first_name=first, last_name=last, email=email)) if email else ""
        told = made.setdefault(pk, Told(str(Order.Deed(deed).label), guard or "", at, by))
        if who:
            told.answers.append((who, outcome(said), text))
    return list(made.values())


def outcome(word: str) -> str:
    return str(OUTCOMES.get(word, word))


def sums(incident: Incident, orders: Sequence[Told]) -> list[tuple[str, int]]:
    """How many answers of each kind came in all; asked for only where not all are shown."""
    shown = [said for one in orders for _who, said, _text in one.answers]
    if len(shown) + len(orders) < MOST:
        known = [str(words) for words in OUTCOMES.values()]
        return [(said, shown.count(said)) for said in known if said in shown]
    found: Any = Answer.objects.filter(order__incident=incident).order_by().values_list("outcome")
    n = dict(found.annotate(n=Count("pk")))
    return [(outcome(word), n[word]) for word in OUTCOMES if word in n]
