"""Texts as readers see them: a page of blocks, its contents, the amendments to a block."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse

from hustings.deliberation.consultations import cards
from hustings.deliberation.consultations.cards import Card
from hustings.deliberation.consultations.comparison import Piece as Part
from hustings.deliberation.consultations.models import Item, Kind, Phase
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.texts import clashes, proposals
from hustings.deliberation.texts.algebra import kinds
from hustings.deliberation.texts.algebra.blocks import Kind as BlockKind
from hustings.deliberation.texts.algebra.subamendments import inside
from hustings.deliberation.texts.models import Amendment, Passage, State, Text, TextVersion
from hustings.deliberation.texts.models.amendments import columns
from hustings.foundation.lib.sql import keyset
from hustings.foundation.lib.web import query_params

SIZE, CONTENTS, SHOWN = 60, 150, 8
TITLES = (BlockKind.HEADING.value, BlockKind.ARTICLE.value)


@dataclass(frozen=True, slots=True)
class Row:
    """A block of a page with its card. ``tag``: of a title, the heading that it is below the page's own."""

    passage: Passage
    card: Card | None
    tag: str = ""

    @property
    def is_title(self) -> bool:
        return self.passage.kind in TITLES

    @property
    def table(self) -> list[list[str]]:
        return [line.split(" | ") for line in self.passage.words.text.splitlines()]


def _rows(found: Sequence[Passage], made: Sequence[Card]) -> list[Row]:
    """Blocks with their cards; no title is more than one step below the one before it."""
    by_item = {card.item.pk: card for card in made}
    rows, last, rank = [], 1, 0
    for each in found:
        tag = ""
        if each.kind in TITLES or (each.kind == BlockKind.PARAGRAPH.value and each.label):
            if each.kind == BlockKind.HEADING.value:
                rank = each.level
            wanted = rank + 1 if each.kind == BlockKind.HEADING.value else rank + 2
            last = min(wanted, last + 1, 6)
            tag = f"h{last}"
        rows.append(Row(each, by_item.get(each.item_id), tag))
    return rows


def text_of(phase: Phase) -> Text | None:
    return Text.objects.select_related("version").filter(phase=phase, version__isnull=False).first()


def published(phases: Collection[int]) -> set[int]:
    """Those of these steps whose text is published."""
    return set(Text.objects.filter(phase__in=phases, version__isnull=False).values_list("phase", flat=True))


def of_phase(request: HttpRequest, phase: Phase, reader: Reader) -> dict[str, Any]:
    """Words of the step's page."""
    text = text_of(phase)
    if text is None or text.version is None:
        return {"text": None}
    at = query_params.key(request.GET.get("from", "")) or 0
    found = _page(text.version, at)
    shown, is_last = found[:SIZE], len(found) <= SIZE
    made = cards.made([each.item for each in shown], reader, phase)
    return {
        "text": text, "version": text.version,
        "rows": _rows(shown, made),
        "contents": contents(text.version), "here": reverse("consultations:step", args=[phase.pk]),
        "next": None if is_last else found[SIZE].position,
        "before": max(0, at - SIZE) if at and shown else None, "phase": phase, "reader": reader,
        "n_versions": text.version.number,
        "may_amend": phase.is_open() and phase.takes_items and not reader.is_barred,
    }  # fmt: skip


def _page(version: TextVersion, at: int) -> list[Passage]:
    rows = version.passages.filter(position__gte=at).select_related(
        "words", "item__version", "item__participant"
    )
    return list(rows[: SIZE + 1])


@dataclass(frozen=True, slots=True)
class Entry:
    """A title in the contents, and the page on which it stands."""

    words: str
    level: int
    item: int
    page: int


def contents(version: TextVersion) -> list[Entry]:
    """Titles of a version: those of its headings, articles and titled passages."""
    rows = version.passages.filter(kind__in=TITLES) | version.passages.exclude(label="").filter(
        kind=BlockKind.PARAGRAPH.value
    )
    found = rows.order_by("position").values_list("words__text", "label", "kind", "level", "item", "position")
    return [
        Entry(label if kind == BlockKind.PARAGRAPH.value else text, level if level else 7, item,
              position // SIZE * SIZE)
        for text, label, kind, level, item, position in found[:CONTENTS]
    ]  # fmt: skip


# --- One block, one amendment --------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Shown:
    """An amendment with its card and its change in place."""

    row: Amendment
    card: Card
    parts: list[Part]


def standing(item: Item) -> Passage | None:
    """The item's block in the version that stands; None where it is in none."""
    rows = Passage.objects.filter(item=item, text_version=F("text_version__text__version"))
    return rows.select_related("words", "text_version__text", "item__phase__consultation").first()


def of_item(request: HttpRequest, item: Item, reader: Reader) -> dict[str, Any] | None:
    """Words of what texts add to a block's page."""
    if item.kind != "block" or item.phase.kind != Kind.TEXT:
        return None
    passage = standing(item)
    if passage is None:
        was = (
            Passage.objects.filter(item=item).select_related("text_version").order_by("-text_version").first()
        )
        return {"gone": was, "item": item} if was else None
    rows = to_block(passage)
    found = list(rows.order_by("-item__version__n_agree", "pk")[: SHOWN + 1])
    return {
        "item": item, "passage": passage, "version": passage.text_version, "n": item.n_amendments,
        "amendments": shown(found[:SHOWN], passage, reader), "has_more": len(found) > SHOWN,
        "clashes": clashes.of_block(passage, reader), "may_amend": may_amend(item, reader),
        "around": around(passage),
    }  # fmt: skip


def may_amend(item: Item, reader: Reader) -> bool:
    """Whether this reader, or a visitor, may suggest an amendment now."""
    return item.phase.takes_items and item.phase.is_open() and not reader.is_barred


def to_block(passage: Passage) -> Any:
    """Amendments to a block, open ones and decided ones, that are shown."""
    text = passage.text_version.text_id
    return Amendment.objects.live().whole().filter(text=text, item__parent=passage.item_id).for_lists()


def same(item: Item, one: kinds.Amendment) -> Item | None:
    """The open amendment to an item that is this very change already; new passages are never the same."""
    if isinstance(one, kinds.Put):
        return None
    found = Amendment.objects.live().filter(item__parent=item, state=State.OPEN, base=F("text__version"))
    row = found.filter(**columns(one)).select_related("item__version").order_by("pk").first()
    return row.item if row else None


def shown(rows: Sequence[Amendment], passage: Passage | None, reader: Reader) -> list[Shown]:
    """Amendments for lists; those that stand in the present version with their words in place."""
    if not rows:
        return []
    made = {card.item.pk: card for card in cards.made([row.item for row in rows], reader, rows[0].item.phase)}
    return [Shown(row, made[row.item_id], parts(row, passage)) for row in rows if row.item_id in made]


def parts(row: Amendment, passage: Passage | None, *, is_whole: bool = False) -> list[Part]:
    """The change, with the words around it where the block still has them."""
    one = row.on("")
    fits = passage is not None and row.base_id == passage.text_version_id and passage.key == row.block
    if isinstance(one, kinds.Replace) and passage and fits:
        return proposals.in_place(one, passage.words.text, is_whole=is_whole)
    _deed, old, new = [*row.item.data.get("change", []), "", "", ""][:3]
    return [part for part in (Part("gone", old), Part("new", new)) if part.text]


def page(passage: Passage, reader: Reader, after: str) -> tuple[list[Shown], str]:
    """All amendments to a block, the newest first, a page at a time."""
    found, rest = keyset.page(to_block(passage), after, 20, ("-pk",))
    return shown(found, passage, reader), rest


def around(passage: Passage) -> Passage | None:
    """The title that a block stands under."""
    rows = passage.text_version.passages.filter(position__lt=passage.position, kind__in=TITLES)
    return rows.select_related("words").order_by("-position").first()


def of_amendment(request: HttpRequest, item: Item, reader: Reader) -> dict[str, Any] | None:
    """Words of what texts add to an amendment's page: the change in its block, its state, those inside it."""
    if item.kind != "amendment":
        return None
    rows = Amendment.objects.select_related("item__version", "base", "over__item", "published_in")
    row = rows.filter(item=item).first()
    if row is None:
        return None
    inner = Amendment.objects.live().filter(over=row).for_lists()
    subs = list(inner.order_by("-item__version__n_agree", "pk")[:SHOWN])
    return {
        "row": row, "item": item, "parts": _within(row), "subs": shown(subs, None, reader),
        "placements": list(row.placements.select_related("text_version").order_by("text_version")),
        "may_amend": may_amend(item, reader) and row.state == State.OPEN and can_hold(row),
        "clashes": clashes.of_amendment(row, reader),
    }  # fmt: skip


def can_hold(row: Amendment) -> bool:
    """Whether it proposes words that can be amended in turn."""
    if row.over_id is not None:
        return False
    try:
        document = inside(row.on(""))
    except kinds.Misplaced:
        return False
    return len(document.blocks) == 1 and bool(document.blocks[0].text)


def _within(row: Amendment) -> list[Part]:
    if row.over_id is not None and row.over:
        one = row.on("")
        if row.state == State.OPEN and isinstance(one, kinds.Replace) and can_hold(row.over):
            text = inside(row.over.on("")).blocks[0].text
            return proposals.in_place(one, text, is_whole=True)
        return parts(row, None)
    passage = Passage.objects.filter(text_version=row.base_id, key=row.block)
    return parts(row, passage.select_related("words", "text_version").first(), is_whole=True)


def names_of(keys: Sequence[str]) -> dict[str, Amendment]:
    """Amendments by the keys that traces have."""
    found = [int(key[1:]) for key in keys if key.startswith("a") and key[1:].isdigit()]
    rows = Amendment.objects.filter(item__in=found).for_lists()
    return {row.key: row for row in rows}
