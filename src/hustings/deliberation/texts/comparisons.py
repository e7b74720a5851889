"""Two versions of a text side by side: what changed, block by block, and by which amendments."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from hustings.deliberation.consultations.comparison import Piece as Part
from hustings.deliberation.consultations.comparison import shown as parts
from hustings.deliberation.texts import documents
from hustings.deliberation.texts.algebra import comparison
from hustings.deliberation.texts.algebra.blocks import Document
from hustings.deliberation.texts.algebra.comparison import Fate
from hustings.deliberation.texts.models import Amendment, TextVersion

SIZE, MOST_AMENDMENTS = 40, 50


@dataclass(frozen=True, slots=True)
class Row:
    """A block that changed: both its words in one, and the amendments that changed them."""

    fate: str
    is_moved: bool
    label: str
    parts: list[Part]
    item: int | None
    amendments: list[Amendment]


@dataclass(frozen=True, slots=True)
class Compared:
    """Changed blocks of one page; ``n``: of all. ``next``: where the next page begins."""

    rows: list[Row]
    n: int
    n_same: int
    next: int | None


def of(earlier: TextVersion, later: TextVersion, at: int = 0) -> Compared:
    """The changed blocks from the ``at``-th on."""
    new = documents.passages(later)
    old = new if earlier == later else documents.passages(earlier)
    items = {each.key: each.item_id for each in (*old, *new)}
    rows = comparison.compared(documents.of(old), documents.of(new))
    changed = [row for row in rows if row.fate is not Fate.SAME or row.is_moved]
    shown = changed[at : at + SIZE]
    causes = _causes(earlier, later)
    made = []
    for row in shown:
        block = row.new or row.old
        assert block
        made.append(
            Row(
                row.fate.value, row.is_moved, block.label, parts(row.runs), items.get(block.key),
                causes.get(block.key, [])[:MOST_AMENDMENTS],
            )
        )  # fmt: skip
    rest = at + SIZE if len(changed) > at + SIZE else None
    return Compared(made, len(changed), len(rows) - len(changed), rest)


def between(old: Document, new: Document) -> list[Row]:
    """Changed blocks of two texts of which one is no version yet."""
    rows = comparison.compared(old, new)
    changed = [row for row in rows if row.fate is not Fate.SAME or row.is_moved]
    found = []
    for row in changed[: SIZE * 5]:
        block = row.new or row.old
        assert block
        found.append(Row(row.fate.value, row.is_moved, block.label, parts(row.runs), None, []))
    return found


def _causes(earlier: TextVersion, later: TextVersion) -> dict[str, list[Amendment]]:
    """Amendments that came into the text between two versions, by the block that they changed."""
    rows = Amendment.objects.filter(
        text=later.text_id, published_in__number__gt=earlier.number, published_in__number__lte=later.number
    )
    found: dict[str, list[Amendment]] = defaultdict(list)
    for row in rows.for_lists().select_related("published_in", "over").order_by("pk"):
        for key in blocks_of(row):
            found[key].append(row)
    return found


def blocks_of(row: Amendment) -> Sequence[str]:
    """Keys of the blocks that it changes, adds, moves or removes."""
    if row.over_id and row.over:
        return blocks_of(row.over)
    if row.deed == "words":
        return [row.block]
    return [each if isinstance(each, str) else str(each[0]) for each in row.blocks]
