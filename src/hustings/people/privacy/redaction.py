"""Terms typed to find somebody are forgotten with them, in saved views, segments, done deeds.

A term goes if it names them alone: "dup" stays as long as there is a Dupont.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import QueryDict
from django.utils import timezone

from hustings.foundation.contributions import Registry
from hustings.people.duplicates.merging import lines, pairs
from hustings.people.duplicates.models import BeenIn, Merge
from hustings.people.imports.models import Import, ImportLine
from hustings.people.persons.models import Activity, Person
from hustings.people.persons.models.erasures import fingerprints
from hustings.people.privacy.identifiers import Known
from hustings.people.privacy.models import Forgetting

AT_ONCE = 500  # rows of a table
GONE = "[…]"  # in words of no language: whoever reads them may speak another than whoever wrote them

NAMES = frozenset(
    {"given_name", "family_name", "external_id"}
)  # criteria whose values are looked for in names


@dataclass(frozen=True, slots=True)
class Texts:
    """Columns of all rows of a model that are read: column -> which of Scrub's ways, by its name."""

    model: type[models.Model]
    columns: Mapping[str, str]


texts = Registry[Texts]("privacy.redaction.texts")


class Redaction:
    """How each kind of text loses the words by which some people are known."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._terms: dict[str, str] = {}
        self._gone: dict[str, str] = {}
        self._asked: set[str] = set()

    def words(self, text: str) -> str:
        """A text without what names them in full."""
        return self.known.without(text, GONE)

    def term(self, text: str) -> str:
        """What somebody looked for, unless it finds others, too: as far as ``settle`` has found out."""
        if text not in self._terms:
            plain = self.words(text)
            if plain == text and self.known.is_sought_by(text):
                self._asked.add(text)
            else:
                self._keep(text, plain)
        return self._terms.get(text, text)

    def settle(self) -> None:
        finding = Person.objects.all().found_by(sorted(self._asked)) if self._asked else set()
        for text in self._asked:
            self._keep(text, text if text in finding else GONE)
        self._asked.clear()

    def _keep(self, text: str, now: str) -> None:
        self._terms[text] = now
        if now != text:
            self._gone[text] = now

    def tree(self, node: Any) -> Any:
        if not isinstance(node, dict):
            return node
        if isinstance(parts := node.get("criteria"), list):
            return node | {"criteria": [self.tree(part) for part in parts]}
        if "value" not in node:
            return node
        return node | {
            "value": _strings(node["value"], self.term if node.get("criterion") in NAMES else self.words)
        }

    def query(self, text: str) -> str:
        kept = QueryDict(text, mutable=True)
        asked = kept.get("q", "")
        if not asked or (now := self.term(asked)) == asked:
            return text
        kept["q"] = now
        return kept.urlencode()

    def choices(self, kept: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = _strings(kept, self.words)
        whom = kept.get("whom")
        if isinstance(whom, dict) and "query" in whom:
            found["whom"] = whom | {"query": self.query(whom["query"])}
        return found

    def whom(self, text: str) -> str:
        """Whom an operation was about, in words: they hold each term as it was typed."""
        text = self.words(text)
        for term, now in self._gone.items():
            if term in text:
                text = now.join(re.split(rf"(?<!\w){re.escape(term)}(?!\w)", text))
        return text


def _strings(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_strings(each, change) for each in value]
    return {key: _strings(each, change) for key, each in value.items()} if isinstance(value, dict) else value


class Forgotten:
    """Notes on people before they go, first in the erasing transaction; files follow later."""

    def __init__(self, people: Collection[int]) -> None:
        self.known = Known(people)
        Forgetting.objects.create(digests=_digests(self.known), lines=_lines(people) | _quoting(people))
        _forget_merges(self.known)

    def finish(self) -> None:
        """Take them out of all texts, once they are gone. At most some queries for 500 rows of each table."""
        scrub = Redaction(self.known)
        for held in texts.all():
            model, columns = held.model, held.columns
            rows, last = model._base_manager.order_by("pk").values_list("pk", *columns), 0
            while some := list(rows.filter(pk__gt=last)[:AT_ONCE]):
                _scrub(scrub, model, columns, some)
                last = some[-1][0]


def _scrub(
    scrub: Redaction, model: type[models.Model], columns: Mapping[str, str], rows: Sequence[tuple[Any, ...]]
) -> None:
    ways = [(column, getattr(scrub, how)) for column, how in columns.items()]
    for _pk, *values in rows:
        for (_column, way), value in zip(ways, values, strict=True):
            if value:
                way(value)
    scrub.settle()
    changed: dict[str, list[models.Model]] = defaultdict(list)
    for pk, *values in rows:
        for (column, way), value in zip(ways, values, strict=True):
            if value and (now := way(value)) != value:
                changed[column].append(model(pk=pk, **{column: now}))
    for column, held in changed.items():
        model._base_manager.bulk_update(held, [column])


def _digests(known: Known) -> list[str]:
    """By what lines of files are known to be theirs; only such a line tells."""
    texts = {f"e{email}" for email in known.emails}.union(*known.keys().values())
    return sorted(fingerprints(text)[0] for text in texts)


def _lines(people: Collection[int]) -> dict[str, list[int]]:
    """The lines of files that the timeline names; what imports said of them goes at once."""
    found: dict[int, set[int]] = defaultdict(set)
    lines = Activity.objects.filter(person__in=people, kind__startswith="import.").order_by()
    for data in lines.values_list("data", flat=True):
        if data.get("import") and data.get("line"):
            found[data["import"]].add(data["line"])
    for imported, numbers in found.items():
        said = ImportLine.objects.filter(of=imported)
        numbers |= set(said.merged_into(numbers).values_list("number", flat=True))
        ImportLine.objects.take_out(Import(pk=imported), numbers)
    return {str(imported): sorted(numbers) for imported, numbers in found.items()}


def _quoting(people: Collection[int]) -> dict[str, list[int]]:
    """Imports at the time of merges that they were part of: lines of others may quote them."""
    been_in = BeenIn.objects.filter(person__in=people).order_by().values_list("since", "until")
    took_in = Merge.objects.filter(kept__in=people).order_by().values_list("merged_at", "undone_at")
    over = [Import.State.DONE, Import.State.CANCELLED]
    found: set[int] = set()
    for since, until in {*been_in, *took_in}:
        held = Import.objects.kept().filter(created_at__lte=until or timezone.now())
        held = held.exclude(state__in=over, finished_at__lt=since)
        found.update(held.order_by().values_list("pk", flat=True))
    return {Forgetting.QUOTING: sorted(found)} if found else {}


def _forget_merges(known: Known) -> None:
    lines.forget(known.uids, known.names, GONE)
    pairs.forget(known.everybody)
    Merge.objects.filter(absorbed_uid__in=known.uids).exclude(undone_at=None).delete()
