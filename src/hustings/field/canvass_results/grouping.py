"""Groups of open answers that are alike, by the same means as those of forms: see ``site.forms.themes``."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.utils import timezone

from hustings.field.canvass_results import scopes
from hustings.field.canvass_results.models import Grouping
from hustings.field.canvassing import figures
from hustings.field.canvassing.models import WalkList
from hustings.people.scripts.models import Answer
from hustings.site.forms.themes import likeness

MOST = 50_000  # answers read, the newest
FEWEST = 20  # answers that are worth grouping
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
    texts = [text for _pk, text in rows] if len(rows) >= FEWEST else []
    groups = likeness.groups(texts, found.wanted, lambda percent: stop())
    Grouping.objects.filter(pk=pk).update(
        n_answers=len(rows), done_at=timezone.now(),
        groups=[
            {"name": "", "words": one.words, "answers": [rows[at][0] for at, _fit in one.members]}
            for one in groups
        ],
    )  # fmt: skip
