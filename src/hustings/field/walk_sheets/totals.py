"""Pages that came back and what is ticked on them, as confirmed photos say."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery

from hustings.field.walk_sheets.models import Photo, Reading, Sheet, SheetVersion

Answer = tuple[str, str]  # keys of a question and of a choice
MOST_SCRIPTS = 50  # whose words are looked up


@dataclass(frozen=True, slots=True)
class Total:
    """Doors with one answer to one question."""

    question: str
    choice: str
    n: int
    keys: Answer


@dataclass(slots=True)
class Returns:
    """Pages and answers of one sheet. A page is missing until a photo shows it, ``open`` until it counts."""

    sheet: Sheet
    n_pages: int = 0
    n_read: int = 0
    n_open: int = 0
    n_doors: int = 0
    doors: dict[Answer, int] = field(default_factory=dict)

    @property
    def n_missing(self) -> int:
        return max(0, self.n_pages - self.n_read - self.n_open)

    @property
    def n_answers(self) -> int:
        return sum(self.doors.values())


def of(sheet: Sheet) -> list[Total]:
    """Totals of one sheet by question."""
    return by_question(Sheet.objects.filter(pk=sheet.pk))


def by_question(sheets: QuerySet[Sheet]) -> list[Total]:
    """Totals by question, in the words of the newest version that has them; a door counts once."""
    told = _ticked(sheets).values_list("question", "choice").annotate(n=Count("door", distinct=True))
    counted = {(question, choice): n for question, choice, n in told}
    said: dict[Answer, tuple[str, str]] = {}
    for version in _newest_of_scripts(sheets):
        for question in version.laid_out.questions:
            for choice in question.choices:
                said.setdefault((question.key, choice.key), (question.title, choice.label))
    return [Total(*words, counted[keys], keys) for keys, words in said.items() if keys in counted]


def _ticked(sheets: QuerySet[Sheet]) -> QuerySet[Reading]:
    return Reading.objects.filter(
        photo__version__sheet__in=sheets.order_by().values("pk"), photo__confirmed_at__isnull=False,
        state=Reading.State.TICKED,
    ).order_by()  # fmt: skip


def _newest_of_scripts(sheets: QuerySet[Sheet]) -> QuerySet[SheetVersion]:
    """One version of those that count for each state of the questions, the newest first."""
    counting = SheetVersion.objects.filter(
        sheet__in=sheets.order_by().values("pk"), photos__confirmed_at__isnull=False
    )
    newest = counting.order_by().values("script_version").annotate(newest=Max("pk")).values("newest")
    return SheetVersion.objects.filter(pk__in=newest).order_by("-pk")[:MOST_SCRIPTS]


def returns(sheets: QuerySet[Sheet]) -> list[Returns]:
    """Pages and answers, sheet by sheet; pages of the version that was printed last."""
    found = {sheet.pk: Returns(sheet) for sheet in sheets}
    keys = sheets.order_by().values("pk")
    for version in _last(keys):
        found[version.sheet_id].n_pages = version.laid_out.n_pages
    pages = Photo.objects.filter(version__sheet__in=keys, problem="").order_by()
    for sheet, _page, n in pages.values_list("version__sheet", "page").annotate(n=Count("confirmed_at")):
        found[sheet].n_read += n > 0
        found[sheet].n_open += n == 0
    ticked = _ticked(sheets).values_list("photo__version__sheet")
    for sheet, n in ticked.annotate(n=Count("door", distinct=True)):
        found[sheet].n_doors = n
    answers = _ticked(sheets).values_list("photo__version__sheet", "question", "choice")
    for sheet, question, choice, n in answers.annotate(n=Count("door", distinct=True)):
        found[sheet].doors[question, choice] = n
    return list(found.values())


def _last(keys: QuerySet[Any]) -> QuerySet[SheetVersion]:
    newest = SheetVersion.objects.filter(sheet=OuterRef("sheet")).order_by("-number").values("pk")[:1]
    return SheetVersion.objects.filter(sheet__in=keys, pk=Subquery(newest))


def summed(rows: Iterable[Returns]) -> dict[str, int]:
    """All sheets together."""
    found: dict[str, int] = defaultdict(int)
    for row in rows:
        for name in ("n_pages", "n_read", "n_open", "n_missing", "n_doors", "n_answers"):
            found[name] += getattr(row, name)
    return dict(found)


def cells(rows: Iterable[Returns], totals: Iterable[Total]) -> Iterator[list[Any]]:
    """A line for each sheet: its pages, its doors, and doors by answer."""
    columns = [one.keys for one in totals]
    for row in rows:
        pages = [row.n_pages, row.n_read, row.n_open, row.n_missing]
        doors = [row.doors.get(keys, 0) for keys in columns]
        yield [
            row.sheet.name,
            row.sheet.turf.label if row.sheet.turf else "",
            *pages,
            row.n_doors,
            row.n_answers,
            *doors,
        ]
