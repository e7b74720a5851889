"""Sequences on offer to operations on many people, and how far they have begun: see ``changes.starts``."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import ngettext

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.lib.text import phrases
from hustings.outreach.automations import beginnings, triggers
from hustings.outreach.automations.models import Enrolment, Sequence
from hustings.people.changes.starts import Begun, Gains, Start, Starter
from hustings.people.persons.models import Operation

State = Sequence.State


def _offered(gains: Gains, user: Any) -> Iterator[Start]:
    """Those that run, or may run again, which people come into by what an operation brings."""
    found = Sequence.objects.filter(state__in=[State.RUNNING, State.PAUSED]).order_by("name", "pk")
    for sequence in found.prefetch_related("triggers__segment"):
        if start := _start(sequence, gains, user):
            yield start


def _start(sequence: Sequence, gains: Gains, user: Any) -> Start | None:
    ways, n = [], 0
    for trigger in sequence.triggers.all():
        kind = triggers.find(trigger.kind)
        if kind and (more := gains.n(kind.gained(trigger, gains), sequence.purpose)):
            ways.append((kind, trigger))
            n += more
    if not ways:
        return None
    is_most = not gains.is_counted or len(ways) > 1 or ways[0][0].needs_segment
    why = phrases.row(triggers.says(trigger) for _kind, trigger in ways)
    n = min(n, gains.n(gains.people, sequence.purpose))
    return Start(
        name=beginnings.name_of(sequence.pk),
        label=sequence.name,
        says=_says(sequence, n, is_most=is_most),
        why=why,
        url=_url(sequence, user),
        n=n,
    )


def _says(sequence: Sequence, n: int, *, is_most: bool) -> str:
    words = {"name": sequence.name, "n": number_format(n, force_grouping=True)}
    if is_most:
        return ngettext(
            "Start the sequence “%(name)s” for at most %(n)s person",
            "Start the sequence “%(name)s” for at most %(n)s people",
            n,
        ) % words  # fmt: skip
    return ngettext(
        "Start the sequence “%(name)s” for %(n)s person",
        "Start the sequence “%(name)s” for %(n)s people",
        n,
    ) % words  # fmt: skip


def _begun(operation: Operation, names: Collection[str], user: Any) -> Iterator[Begun]:
    keys = beginnings.numbers(list(names))
    rows = Enrolment.objects.filter(operation=operation, sequence__in=keys).order_by().values_list("sequence")
    n = dict(rows.annotate(Count("pk")))
    for sequence in Sequence.objects.filter(pk__in=keys).order_by("name", "pk"):
        entered = n.get(sequence.pk, 0)
        says = ngettext(
            "Starts the sequence “%(name)s”: %(n)s person has entered",
            "Starts the sequence “%(name)s”: %(n)s people have entered",
            entered,
        )  # fmt: skip
        words = {"name": sequence.name, "n": number_format(entered, force_grouping=True)}
        yield Begun(says % words, _url(sequence, user), entered)


def _url(sequence: Sequence, user: Any) -> str:
    if user is not None and not access.may(user, VIEW_MAILINGS):
        return ""
    return reverse("automations:sequence", args=[sequence.pk])


STARTER = Starter(_offered, _begun)
