"""Groups of open answers that are alike, by the same means as those of forms: see ``site.forms.themes``."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from hustings.field.canvass_results import scopes
from hustings.field.canvass_results.models import Grouping
from hustings.field.canvassing import figures
from hustings.field.canvassing.models import WalkList
from hustings.people.scripts.models import Answer
from hustings.site.forms.themes import likeness

MOST = 50_000  # answers read, the newest
LONGEST = 80  # characters of a name
SHOWN = 500  # answers of a group that a page leads to, those that fit best


def answers_of(found: Grouping) -> QuerySet[Answer]:
    """Open answers that count, whoever asks."""
    lists = WalkList.objects.filter(**{scopes.FIELDS[found.kind]: found.subject})
    given = figures.answers_in(lists.order_by().values("pk"), found.script)
    return given.filter(question=found.question).exclude(text="")


def run(pk: int, stop: Callable[[], None]) -> None:
    """Read, group, keep; twice is like once."""
    found = Grouping.objects.select_related("script").filter(pk=pk, done_at=None).first()
    if found is None:
        return
    rows = list(answers_of(found).order_by("-pk").values_list("pk", "text")[:MOST])
    Grouping.objects.filter(pk=pk).update(
        n_answers=len(rows), done_at=timezone.now(), groups=_groups(found, rows, stop)
    )


def _groups(found: Grouping, rows: list[tuple[int, str]], stop: Callable[[], None]) -> list[dict[str, Any]]:
    """The groups that people named, and what is like them; new ones. An answer that was moved stays."""
    places = {pk: at for at, (pk, _text) in enumerate(rows)}
    placed = set(found.placings.values_list("answer", flat=True))
    kept = places.keys() | placed
    named = [one for one in found.groups if one["name"]]
    named = [one | {"answers": [pk for pk in one["answers"] if pk in kept]} for one in named]
    known = {of: [places[pk] for pk in one["answers"] if pk in places] for of, one in enumerate(named)}
    passed = {places[pk] for pk in placed if pk in places}
    new = []
    for of, group in likeness.beside(
        [text for _pk, text in rows], known, found.wanted, lambda percent: stop(), passed
    ):
        answers = [rows[at][0] for at, _fit in group.members]
        if of is None:
            new.append({"name": "", "words": group.words, "answers": answers})
        else:
            named[of]["answers"] += answers
    return in_order(named + new)


def in_order(groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The largest first."""
    return sorted(groups, key=lambda one: -len(one["answers"]))


def title(group: dict[str, Any]) -> str:
    """The name that somebody gave, else its words."""
    return str(group["name"] or ", ".join(group["words"][:3]))[:LONGEST]


def mark(group: dict[str, Any]) -> str:
    """A group as a page names it; another one once somebody has renamed it."""
    return ",".join([group["name"], *group["words"]])
