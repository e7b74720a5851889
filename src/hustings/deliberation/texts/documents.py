"""Versions of texts as the algebra has them."""

from collections.abc import Iterable, Mapping, Sequence

from hustings.deliberation.texts.algebra.application import Applied, Trace, applied
from hustings.deliberation.texts.algebra.blocks import Block, Document, Kind
from hustings.deliberation.texts.algebra.kinds import Amendment as Change
from hustings.deliberation.texts.algebra.subamendments import amended, inside
from hustings.deliberation.texts.models import Amendment, Passage, State, TextVersion


def passages(version: TextVersion) -> list[Passage]:
    """All blocks of a version in their order, with their words."""
    return list(version.passages.select_related("words", "item"))


def of(found: Iterable[Passage]) -> Document:
    """Their blocks as one text."""
    return Document(tuple(each.block for each in found))


def trace(found: Iterable[Passage]) -> Trace:
    """Origins of their words."""
    return {each.key: each.pieces for each in found}


def read(version: TextVersion) -> Document:
    return of(passages(version))


def with_inner(
    rows: Sequence[Amendment], digest: str, states: Sequence[str] = (State.ACCEPTED,)
) -> tuple[list[Change], dict[str, Trace]]:
    """Amendments with those inside them that were accepted, and whose words those are."""
    inner: dict[int, list[Amendment]] = {}
    subs = Amendment.objects.live().filter(over__in=[row.pk for row in rows], state__in=states)
    for sub in subs.select_related("item").order_by("pk"):
        inner.setdefault(sub.over_id or 0, []).append(sub)
    changes, traces = [], {}
    for row in rows:
        one = row.on(digest)
        if own := inner.get(row.pk):
            base = inside(one).digest
            one, traces[row.key] = amended(one, [sub.on(base) for sub in own])
        changes.append(one)
    return changes, traces


def next_of(
    document: Document, rows: Sequence[Amendment], before: Mapping[str, object] | None = None
) -> tuple[Applied, list[Change]]:
    """The version that these amendments make, and they as they were put in it. Raises Conflict, Misplaced."""
    changes, inner = with_inner(rows, document.digest)
    return applied(document, changes, before, inner), changes  # type: ignore[arg-type]


def to_rows(document: Document) -> list[list[object]]:
    """Blocks as JSON, as a draft keeps them."""
    return [[each.key, each.text, each.kind.value, each.level, each.label] for each in document]


def from_rows(rows: Iterable[Sequence[object]]) -> Document:
    return Document(tuple(Block(str(k), str(t), Kind(str(d)), int(str(n)), str(s)) for k, t, d, n, s in rows))


def for_files(document: Document) -> Document:
    """As files have it: a titled passage is an article and its paragraphs."""
    blocks: list[Block] = []
    for each in document:
        if each.kind is Kind.PARAGRAPH and each.label:
            blocks.append(Block(f"{each.key}-title", each.label, Kind.ARTICLE))
            parts = [part.strip() for part in each.text.split("\n\n") if part.strip()]
            blocks += [Block(f"{each.key}-{n}", part) for n, part in enumerate(parts)]
        else:
            blocks.append(each)
    return Document(tuple(blocks))
