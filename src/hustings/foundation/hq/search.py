"""The one search of HQ. Each app says what is found of its own, by ``search.sources`` in its manifest.

    MAILINGS = search.Rows(seen, "name", "dispatch:mailing")
    search.sources(search.Source("mailings", _("Mailings"), "mail", 20, MAILINGS))

A source asks for the rights of the reader itself, and reads a bounded number of rows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from django.db.models import QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse

from hustings.foundation.contributions import Registry
from hustings.foundation.lib.text.text_folding import fold

Many = TypeVar("Many", bound=QuerySet[Any])
SHORTEST, LONGEST = 2, 100  # characters of a question
MOST_WORDS = 8
SHOWN, ALL = 5, 100  # of each kind: beside others, alone
NEWEST = 2_000  # rows of a kind whose names are compared here
SCANNED = 100_000  # rows of a kind whose names the database compares


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; ``detail`` tells it from others of its name, ``told`` is searched and not shown."""

    label: str
    url: str
    detail: str = ""
    told: str = ""


Find = Callable[[HttpRequest, str, int], Iterable[Hit]]  # at most so many


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of things. ``view`` names its list where that takes the same question as ``?q=``."""

    name: str
    label: Any
    icon: str
    order: int
    find: Find
    view: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind; ``has_more`` where there are others."""

    source: Source
    hits: list[Hit]
    has_more: bool
    asked: str

    @property
    def is_exact(self) -> bool:
        return any(fold(hit.label) == fold(self.asked) for hit in self.hits)


sources = Registry[Source]("hq.search.sources", key=lambda source: source.name)


def tidy(typed: str) -> str:
    """A question as it is asked; empty where it is too short to ask."""
    asked = " ".join(typed.replace("\0", " ").split())[:LONGEST]
    return asked if len(asked) >= SHORTEST else ""


def find(request: HttpRequest, asked: str, kind: str = "") -> list[Group]:
    """The kinds with hits in their order, first those of which one is called just so; or one kind alone."""
    n = ALL if kind else SHOWN
    wanted = [each for each in sources.all() if kind in {"", each.name}] if asked else []
    groups = []
    for source in sorted(wanted, key=lambda source: source.order):
        if hits := list(islice(source.find(request, asked, n + 1), n + 1)):
            groups.append(Group(source, hits[:n], len(hits) > n, asked))
    return sorted(groups, key=lambda group: not group.is_exact)


def words(text: str) -> list[str]:
    """Words that are asked for, folded; so many at most."""
    return fold(text).split()[:MOST_WORDS]


def fits(asked: list[str], *labels: str) -> bool:
    """Whether each word begins one of the labels' words, or of their parts."""
    there = [word for label in labels for word in _parts(label)]
    return bool(asked) and all(any(word.startswith(one) for word in there) for one in asked)


def _parts(label: str) -> Iterator[str]:
    for word in fold(label).replace("'", " ").split():
        yield word.strip('“”«»"()[]')
        yield from word.split("-")[1:]


@dataclass(frozen=True, slots=True)
class Links:
    """Titles and addresses: those that ``of`` gives for a request."""

    of: Callable[[HttpRequest], Iterable[Hit]]

    def __call__(self, request: HttpRequest, text: str, n: int) -> Iterable[Hit]:
        asked = words(text)
        found = [hit for hit in self.of(request) if fits(asked, hit.label, hit.detail, hit.told)]
        return sorted(found, key=lambda hit: not fits(asked, hit.label))[:n]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a small table by the words of ``column``: a text, or texts by language; the newest first.

    ``of`` gives what a user may see, None for nothing. ``view`` takes the key of a row; where not all who
    see it may open it, a function of user and row gives the address instead.
    """

    of: Callable[[Any], QuerySet[Any] | None]
    column: str
    view: str | Callable[[Any, Any], str]
    detail: Callable[[Any], str] = lambda row: ""

    def __call__(self, request: HttpRequest, text: str, n: int) -> Iterable[Hit]:
        if (rows := self.of(request.user)) is None:
            return
        asked = words(text)
        looked = rows.order_by("-pk").values_list("pk", self.column)[:NEWEST]
        keys = list(islice((pk for pk, told in looked if fits(asked, *_texts(told))), n))
        where = self.view if isinstance(self.view, str) else partial(self.view, request.user)
        yield from _hits(keys, rows, where, self.detail)


def _texts(told: Any) -> Iterator[str]:
    for each in told.values() if isinstance(told, Mapping) else [told]:
        text = each.get("title", "") if isinstance(each, Mapping) else each
        if isinstance(text, str):
            yield text


def newest(rows: Many) -> Many:
    """The rows without those so old that a scan of all would not end in time."""
    last = rows.model._default_manager.order_by("-pk").values("pk")[:1]
    return rows.filter(pk__gt=Subquery(last) - SCANNED)


def beside(*words: str) -> str:
    """Details of a hit in one line."""
    return " · ".join(filter(None, words))


def hits(
    found: QuerySet[Any], shown: QuerySet[Any], view: str, detail: Callable[[Any], str], n: int
) -> Iterator[Hit]:
    """The first rows of ``found``, read as ``shown`` has them; where there are none, nothing is joined."""
    yield from _hits(list(found.values_list("pk", flat=True)[:n]), shown, view, detail)


def _hits(
    keys: list[int], shown: QuerySet[Any], view: str | Callable[[Any], str], detail: Callable[[Any], str]
) -> Iterator[Hit]:
    rows = shown.in_bulk(keys) if keys else {}
    for row in (rows[key] for key in keys if key in rows):
        url = reverse(view, args=[row.pk]) if isinstance(view, str) else view(row)
        yield Hit(str(row), url, str(detail(row)))
