"""What was typed to find somebody is forgotten with them: in saved views, segments, deeds that are done.

A term goes where it names an address or a number of theirs, or their full name, and where it finds nobody who
stays: "dup" stays as long as there is a Dupont. What stands instead finds nobody, as the term would.
"""

import re
from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from hustings.lib.folding import fold
from hustings.people import phones
from hustings.people.models import (
    Activity,
    Email,
    Export,
    ImportLine,
    Merge,
    Operation,
    Person,
    Phone,
    RetentionRule,
    SavedView,
    Segment,
    Unlock,
)

NAMES = frozenset(
    {"given_name", "family_name", "external_id"}
)  # criteria whose values are looked for in names
_held: dict[type[models.Model], dict[str, str]] = {}


def register(model: type[models.Model], **columns: str) -> None:
    """Have columns of all rows of ``model`` read: column -> which of Scrub's ways, by its name."""
    _held[model] = columns


class Scrub:
    """The words by which some people are known, and how each kind of text loses them."""

    def __init__(self, people: Collection[int]) -> None:
        self.people = people
        emails = Email.objects.filter(person__in=people).order_by().values_list("address", "key")
        numbers = Phone.objects.filter(person__in=people).order_by().values_list("number", flat=True)
        rows = Person.objects.filter(pk__in=people).order_by()
        self.emails = {text.lower() for row in emails for text in row}
        self.numbers = set(numbers)
        self.names = list(rows.values_list("given_name", "family_name", "given_key", "name_key"))
        self.own_numbers = set(rows.exclude(external_id=None).values_list("external_id", flat=True))
        self._terms: dict[str, str] = {}

    @cached_property
    def _words(self) -> re.Pattern[str]:
        full = {f"{a} {b}" for given, family, *_keys in self.names if given and family
                for a, b in ((given, family), (family, given))}  # fmt: skip
        known = self.emails | self.numbers | {phones.shown(number) for number in self.numbers} | full
        longest = sorted(known, key=len, reverse=True)
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)", re.IGNORECASE)

    def words(self, text: str) -> str:
        """A text without what names them in full."""
        return self._words.sub(_("erased person"), text) if self.names else text

    def term(self, text: str) -> str:
        """What somebody looked for, unless it finds others, too."""
        if text not in self._terms:
            plain = self.words(text)
            is_theirs = plain == text and self._begins(text) and not self._finds_others(text)
            self._terms[text] = _("erased person") if is_theirs else plain
        return self._terms[text]

    def _begins(self, text: str) -> bool:
        lower, number = text.strip().lower(), phones.beginning(text)
        if text in self.own_numbers or any(email.startswith(lower) for email in self.emails if lower):
            return True
        if number and any(each.startswith(number) for each in self.numbers):
            return True
        words = fold(text.replace(",", " ")).split()
        ways = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(len(words) + 1) if words]
        return any(
            (given.startswith(a) and family.startswith(b)) or (given.startswith(b) and family.startswith(a))
            for *_names, given, family in self.names for a, b in ways
        )  # fmt: skip

    def _finds_others(self, text: str) -> bool:
        found = Person.objects.all().search(text, len(self.people) + 1)
        return found.exclude(pk__in=self.people).exists()

    def tree(self, node: Any) -> Any:
        """Criteria as segments hold them."""
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
        """Filters of the list as its address holds them."""
        kept = QueryDict(text, mutable=True)
        asked = kept.get("q", "")
        if not asked or (now := self.term(asked)) == asked:
            return text
        kept["q"] = now
        return kept.urlencode()

    def choices(self, kept: dict[str, Any]) -> dict[str, Any]:
        """What an operation keeps of what was asked."""
        found: dict[str, Any] = _strings(kept, self.words)
        whom = kept.get("whom")
        if isinstance(whom, dict) and "query" in whom:
            found["whom"] = whom | {"query": self.query(whom["query"])}
        return found

    def whom(self, text: str) -> str:
        """Whom an operation was about, in words: they hold each term as it was typed."""
        text = self.words(text)
        for term, now in self._terms.items():
            if now != term:
                text = text.replace(term, now)
        return text


def _strings(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_strings(each, change) for each in value]
    return {key: _strings(each, change) for key, each in value.items()} if isinstance(value, dict) else value


register(SavedView, query="query", name="words")
register(Segment, criteria="tree", name="words")
register(RetentionRule, criteria="tree", name="words")
register(Operation, criteria="tree", choices="choices", whom="whom")  # terms are known before words hold them
register(Unlock, reason="words")
register(Export, reason="words", people="words")


def forget(people: Collection[int]) -> None:
    """Take these people out of all such texts, in the erasing transaction, while they are still there."""
    scrub = Scrub(people)
    for model, columns in _held.items():
        for pk, *values in model._base_manager.order_by("pk").values_list("pk", *columns).iterator(500):
            changed = {}
            for (column, how), value in zip(columns.items(), values, strict=True):
                if value and (now := getattr(scrub, how)(value)) != value:
                    changed[column] = now
            if changed:
                model._base_manager.filter(pk=pk).update(**changed)
    _forget_merges(people)
    _forget_lines(people)


def _forget_merges(people: Collection[int]) -> None:
    """Lines of others' timelines that name whom they were one record with."""
    uids = {str(uid) for uid in Person.objects.filter(pk__in=people).values_list("uid", flat=True)}
    merges = Merge.objects.filter(Q(absorbed_uid__in=uids) | Q(kept__in=people)).order_by()
    others = {pk for row in merges.values_list("kept_id", "absorbed_id") for pk in row} - set(people)
    for line in Activity.objects.filter(person__in=others, kind__startswith="merge."):
        if line.data.get("uid") in uids:
            data = {key: value for key, value in line.data.items() if key != "uid"} | {
                "name": _("erased person")
            }
            Activity.objects.filter(pk=line.pk).update(data=data)


def _forget_lines(people: Collection[int]) -> None:
    """What imports said of their lines of files."""
    lines = Activity.objects.filter(person__in=people, kind__startswith="import.").order_by()
    of = {(data.get("import"), data.get("line")) for data in lines.values_list("data", flat=True)}
    for imported in {one for one, _line in of if one}:
        numbers = [line for one, line in of if one == imported and line]
        ImportLine.objects.filter(of=imported, number__in=numbers).delete()
