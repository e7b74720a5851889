"""Answers of a sheet, as its confirmed photos say."""

from dataclasses import dataclass

from django.db.models import Count

from hustings.field.walk_sheets.models import Reading, Sheet


@dataclass(frozen=True, slots=True)
class Total:
    """Doors with one answer to one question."""

    question: str
    choice: str
    n: int


def of(sheet: Sheet) -> list[Total]:
    """Totals by question, in the words of the newest version that has them; a door counts once."""
    rows = Reading.objects.filter(
        photo__version__sheet=sheet, photo__confirmed_at__isnull=False, state=Reading.State.TICKED
    )
    counted = {
        (question, choice): n
        for question, choice, n in rows.order_by()
        .values_list("question", "choice")
        .annotate(n=Count("door", distinct=True))
    }
    said: dict[tuple[str, str], tuple[str, str]] = {}
    for version in sheet.versions.filter(photos__confirmed_at__isnull=False).distinct()[:20]:
        for question in version.laid_out.questions:
            for choice in question.choices:
                said.setdefault((question.key, choice.key), (question.title, choice.label))
    return [Total(*words, counted[keys]) for keys, words in said.items() if keys in counted]
