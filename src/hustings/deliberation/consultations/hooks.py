"""Hooks on the pages of consultations, for the apps above."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from hustings.deliberation.consultations.models import Consultation, Item, Phase
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.rights import RUN
from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right
from hustings.foundation.contributions import Registry

Words = Mapping[str, Any]
RULES = "rules"  # name of the page of rules, which forms lead to


@dataclass(frozen=True, slots=True)
class PhasePart:
    """A part of the page of each step of a kind, in place of its questions.

    ``written``: those of these steps that have something to read; None where they need nothing.
    """

    kind: str
    template: str
    words: Callable[[HttpRequest, Phase, Reader], Words]
    written: Callable[[Collection[int]], Collection[int]] | None = None


@dataclass(frozen=True, slots=True)
class ItemPart:
    """A part of an item's page, below its words; nothing where ``words`` gives None."""

    name: str
    position: int
    template: str
    words: Callable[[HttpRequest, Item, Reader], Words | None]


@dataclass(frozen=True, slots=True)
class JudgedPart:
    """A part of an item's page in HQ, for those who moderate it; nothing where ``words`` gives None."""

    name: str
    position: int
    template: str
    words: Callable[[Item], Words | None]


@dataclass(frozen=True, slots=True)
class ConsultationPart:
    """A part of a consultation's page; nothing where ``words`` gives None."""

    name: str
    position: int
    template: str
    words: Callable[[HttpRequest, Consultation, Reader], Words | None]


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that stands beside items in lists, such as that one was accepted: item -> word."""

    name: str
    of: Callable[[Sequence[int]], Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class PhaseLink:
    """A page of HQ that an app has for each step of some kinds; ``view`` takes the step's number."""

    kinds: tuple[str, ...]
    label: str | Promise
    view: str
    right: Right = RUN


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the site that an app has for each consultation or item; ``view`` takes its number."""

    name: str
    position: int
    label: str | Promise
    view: str


@dataclass(frozen=True, slots=True)
class RecordLink:
    """A page of HQ that an app has for each consultation, for those with the right.

    ``counts``: consultations -> how much waits there for somebody.
    """

    position: int
    label: str | Promise
    view: str
    right: Right
    counts: Callable[[Sequence[int]], Mapping[int, int]] | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that an app adds to the figures on the record; kept a while."""

    name: str
    label: str | Promise
    count: Callable[[Consultation], int]


phase_links = Registry[PhaseLink]("consultations.hooks.phase_links", key=attrgetter("view"))
record_links = Registry[RecordLink]("consultations.hooks.record_links", key=attrgetter("view"))
consultation_links = Registry[Link]("consultations.hooks.consultation_links", key=attrgetter("name"))
item_links = Registry[Link]("consultations.hooks.item_links", key=attrgetter("name"))
phase_parts = Registry[PhasePart]("consultations.hooks.phase_parts", key=attrgetter("kind"))
item_parts = Registry[ItemPart]("consultations.hooks.item_parts", key=attrgetter("name"))
consultation_parts = Registry[ConsultationPart](
    "consultations.hooks.consultation_parts", key=attrgetter("name")
)
figures = Registry[Figure]("consultations.hooks.figures", key=attrgetter("name"))
hidden_parts = Registry[ItemPart]("consultations.hooks.hidden_parts", key=attrgetter("name"))
judged_parts = Registry[JudgedPart]("consultations.hooks.judged_parts", key=attrgetter("name"))
marks = Registry[Mark]("consultations.hooks.marks", key=attrgetter("name"))


@dataclass(frozen=True, slots=True)
class Part:
    """A template and what it is written with."""

    template: str
    words: Words


def of_phase(request: HttpRequest, phase: Phase, reader: Reader) -> Part | None:
    """The part that an app shows on the page of this step; None: its questions stand there."""
    found = phase_parts.find(phase.kind)
    return Part(found.template, found.words(request, phase, reader)) if found else None


def unwritten(phases: Sequence[Phase]) -> set[int]:
    """Those of these steps whose text or synthesis isn't published yet."""
    found: set[int] = set()
    for part in phase_parts.all():
        mine = {each.pk for each in phases if each.kind == part.kind}
        if mine and part.written:
            found |= mine - set(part.written(mine))
    return found


def ordered(hook: Registry[Any]) -> list[Any]:
    """All of them, in order of their positions."""
    return sorted(hook.all(), key=attrgetter("position"))


def reaches(user: Any, right: Right, consultation: Consultation) -> bool:
    """Whether ``user`` has the right where the consultation is."""
    return access.covers(access.grants(user, right), consultation.zone)


def links_of(user: Any, phase: Phase) -> list[PhaseLink]:
    """Pages of HQ beside that of the step, as far as ``user`` may see them."""
    found = (each for each in phase_links.all() if phase.kind in each.kinds)
    return [each for each in found if reaches(user, each.right, phase.consultation)]


def of_item(request: HttpRequest, item: Item, reader: Reader) -> list[Part]:
    return _parts(item_parts, request, item, reader)


def of_hidden(request: HttpRequest, item: Item, reader: Reader) -> list[Part]:
    """Parts in place of an item that is hidden."""
    return _parts(hidden_parts, request, item, reader)


def of_judged(item: Item) -> list[Part]:
    """Parts of an item beside its words, for those who moderate it."""
    made = ((each.template, each.words(item)) for each in ordered(judged_parts))
    return [Part(template, words) for template, words in made if words is not None]


def _parts(hook: Registry[ItemPart], request: HttpRequest, item: Item, reader: Reader) -> list[Part]:
    made = ((each.template, each.words(request, item, reader)) for each in ordered(hook))
    return [Part(template, words) for template, words in made if words is not None]


def of_consultation(request: HttpRequest, consultation: Consultation, reader: Reader) -> list[Part]:
    found = ordered(consultation_parts)
    made = ((each.template, each.words(request, consultation, reader)) for each in found)
    return [Part(template, words) for template, words in made if words is not None]


def waiting(consultations: Sequence[int]) -> dict[int, int]:
    """Consultation -> how much waits for somebody of the team."""
    found: dict[int, int] = {}
    for each in record_links.all():
        for pk, n in each.counts(consultations).items() if each.counts else ():
            found[pk] = found.get(pk, 0) + n
    return found


def marks_of(items: Sequence[int]) -> dict[int, list[str]]:
    """The words beside each of these items."""
    found: dict[int, list[str]] = {}
    for each in marks.all() if items else []:
        for item, word in each.of(items).items():
            found.setdefault(item, []).append(word)
    return found
