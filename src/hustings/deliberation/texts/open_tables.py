"""Amendments in the open data: what each would change, what was decided, where later versions moved it."""

from collections.abc import Iterator
from typing import Any

from hustings.deliberation.consultations.models import Consultation
from hustings.deliberation.open_data.tables import Table, walked
from hustings.deliberation.texts.models import Amendment, Placement


def _amendments(consultation: Consultation) -> Iterator[list[Any]]:
    found = Amendment.objects.filter(text__phase__consultation=consultation)
    for each in walked(found.select_related("item", "text", "base", "over", "published_in")):
        live = each.item.is_live  # what was hidden or taken back is counted, not repeated
        yield [
            each.item_id, each.text.phase_id, each.base.number, each.item.parent_id,
            each.over and each.over.item_id, each.deed, each.block, each.start, each.end,
            each.words if live else None, each.blocks if live else None, each.state,
            each.decided_at and each.decided_at.isoformat(), each.why,
            each.published_in and each.published_in.number,
        ]  # fmt: skip


def _placements(consultation: Consultation) -> Iterator[list[Any]]:
    found = Placement.objects.filter(text_version__text__phase__consultation=consultation)
    for each in walked(found.select_related("amendment__item", "text_version")):
        live = each.amendment.item.is_live
        yield [
            each.amendment.item_id, each.text_version.number, each.fate, " ".join(each.by), each.is_merged,
            each.block, each.start, each.end, each.words if live else None,
        ]  # fmt: skip


TABLES = (
    Table(
        "amendments",
        (
            "contribution", "step", "base_version", "about", "over", "deed", "block", "start", "end", "words",
            "blocks", "state", "decided_at", "reason", "published_in_version",
        ),
        _amendments,
    ),
    Table(
        "amendments_moved",
        (
            "contribution", "text_version", "fate", "decided_by", "shortened", "block", "start", "end",
            "words",
        ),
        _placements,
    ),
)  # fmt: skip
