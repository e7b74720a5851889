"""Tables of what every consultation has: contributions, their versions, votes."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F
from django.utils import timezone

from hustings.deliberation.consultations.models import Consultation, Grouped, Item, Version, Vote
from hustings.deliberation.open_data.tables import CHUNK, Table, walked
from hustings.deliberation.open_data.voters import Voters
from hustings.foundation.lib.sql import keyset

_ITEM = (
    "id", "kind", "step", "question", "parent", "author", "author_name", "language", "version", "title",
    "text", "sha256", "agree", "mixed", "disagree", "pass", "arguments_for", "arguments_against", "sources",
    "amendments", "group", "state", "posted_at",
)  # fmt: skip


def _state(item: Item) -> str:
    return "hidden" if item.hidden_at else "withdrawn" if item.withdrawn_at else "shown"


def _items(consultation: Consultation) -> Iterator[list[Any]]:
    found = Item.objects.filter(consultation=consultation).select_related("version", "participant")
    for chunk in keyset.walk(found, CHUNK):
        groups = dict(
            Grouped.objects.filter(item__in=chunk, grouping__undone_at=None).values_list("item", "grouping")
        )
        for item in chunk:
            yield _item(item, groups.get(item.pk))


def _item(item: Item, group: int | None) -> list[Any]:
    voice, words = item.participant, item.version
    shown = words if item.is_live else None  # what was hidden or taken back is counted, not repeated
    return [
        item.pk, item.kind, item.phase_id, item.question_id, item.parent_id, voice and voice.number,
        str(voice) if voice else "", item.language, words and words.number, shown and shown.title,
        shown and shown.text, shown and shown.digest,
        *([words.n_agree, words.n_mixed, words.n_disagree, words.n_pass] if words else [0, 0, 0, 0]),
        item.n_for, item.n_against, item.n_sources, item.n_amendments, group, _state(item),
        item.posted_at.isoformat(),
    ]  # fmt: skip


def _versions(consultation: Consultation) -> Iterator[list[Any]]:
    for each in walked(Version.objects.filter(item__consultation=consultation).select_related("item")):
        live = each.item.is_live
        yield [
            each.item_id, each.number, each.title if live else "", each.text if live else "",
            each.digest if live else "", each.is_typo,
            each.n_agree, each.n_mixed, each.n_disagree, each.n_pass,
            sum(each.elsewhere.values()), each.made_at.isoformat(),
        ]  # fmt: skip


def _votes(consultation: Consultation) -> Iterator[list[Any]]:
    voters = Voters(consultation)
    found = Vote.objects.counted().filter(item__consultation=consultation)
    for each in walked(found.annotate(number=F("version__number"))):
        day = timezone.localdate(each.cast_at)
        yield [
            voters[each.participant_id], each.item_id, each.number, each.choice, day,
            bool(each.carried_from_id), each.is_carried_alone,
        ]  # fmt: skip


TABLES = (
    Table("contributions", _ITEM, _items),
    Table(
        "versions",
        (
            "contribution", "version", "title", "text", "sha256", "spelling_only", "agree", "mixed",
            "disagree", "pass", "counted_elsewhere", "made_at",
        ),
        _versions,
    ),
    Table(
        "votes", ("voter", "contribution", "version", "vote", "day", "carried_over", "by_spelling"), _votes
    ),
)  # fmt: skip
