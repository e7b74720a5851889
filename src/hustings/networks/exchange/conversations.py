"""The two of a match as a circle of conversations: they write by relay, and see no address."""

from collections.abc import Iterator
from contextlib import suppress

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hustings.field.threads import circles
from hustings.field.threads.actions import threads
from hustings.field.threads.circles import Circle, CircleKind
from hustings.field.threads.models import How, Subscription
from hustings.networks.exchange.models import Match, Member
from hustings.networks.exchange.models.matches import MatchQuerySet
from hustings.people.persons.refusals import Refused

KIND = "exchange"


def _live() -> MatchQuerySet:
    """Those in which both are ours, and the one who offers has said yes."""
    return Match.objects.exclude(answered_at=None).exclude(offer=None).exclude(ask__member=None)


def find(pk: int) -> Circle | None:
    match = _live().select_related("ask__member__person").filter(pk=pk).first()
    if match is None:
        return None
    zone = match.ask.member.person.zone_id if match.ask.member else None
    url = reverse("exchange:match", args=[pk])
    return Circle(KIND, pk, match.ask.title, url, zone, is_open=match.is_live)


def _members(pk: int) -> QuerySet[Member]:
    both = Q(posts__in=_live().filter(pk=pk).values("ask")) | Q(
        posts__in=_live().filter(pk=pk).values("offer")
    )
    return Member.objects.filter(both).values("person")  # type: ignore[return-value]


def _hosts(pk: int) -> QuerySet[Member]:
    """Nobody: the team moderates."""
    return Member.objects.none().values("person")  # type: ignore[return-value]


def _of_person(person: int) -> Iterator[int]:
    rows = _live().live().filter(Q(ask__member__person=person) | Q(offer__member__person=person))
    yield from rows.order_by("pk").values_list("pk", flat=True)[:200]


def begin(match: Match) -> None:
    """Open it with the words of whoever can help; both get each message at once."""
    if match.helper is None or match.asker is None:
        return
    for member in (match.helper, match.asker):
        Subscription.objects.get_or_create(
            person=member.person, kind=KIND, subject=match.pk, defaults={"how": How.EACH}
        )
    circle = circles.get(KIND, match.pk)
    with suppress(Refused):  # they wrote a lot today: their words stand on the page of the match
        threads.open_thread(circle=circle, person=match.helper.person, title=match.ask.title, text=match.said)


part = circles.kinds(CircleKind(KIND, _("Exchange"), find, _members, _hosts, _of_person))
