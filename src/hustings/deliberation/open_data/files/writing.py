"""Write records of a file as items of a step: all of it or nothing, and twice like once."""

import logging
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F

from hustings.deliberation.consultations.models import (
    Choice,
    Item,
    ItemKind,
    Participant,
    Phase,
    Question,
    Version,
)
from hustings.deliberation.consultations.models.items import digest
from hustings.deliberation.consultations.reading.pseudonyms import RANGE
from hustings.deliberation.open_data.files.records import Record
from hustings.foundation.lib.sql import bulk

log = logging.getLogger(__name__)
COUNTED = {ItemKind.FOR: "n_for", ItemKind.AGAINST: "n_against", ItemKind.SOURCE: "n_sources"}
_ITEM = (
    "id", "consultation", "phase", "question", "kind", "parent", "participant", "zone", "language",
    "position", "data", "posted_at", "hidden_at", "withdrawn_at", "n_for", "n_against", "n_sources",
    "n_amendments", "foreign_id",
)  # fmt: skip
_VERSION = (
    "id", "item", "number", "title", "text", "digest", "participant", "why", "is_typo", "made_at", "n_agree",
    "n_mixed", "n_disagree", "n_pass", "elsewhere",
)  # fmt: skip


@dataclass
class Written:
    """Outcome of a file: items by kind, votes that were counted elsewhere, lines known before."""

    items: Counter[str] = field(default_factory=Counter)
    n_votes: int = 0
    n_known: int = 0
    n_voices: int = 0
    keys: dict[str, list[int]] = field(default_factory=dict)  # what was made -> its keys


@transaction.atomic
def write(phase: Phase, records: Iterable[Record], *, language: str = "") -> Written:
    """Write what the step does not have yet. Reading may raise BadLine: then nothing is written."""
    flat = list(_flat(records))
    known = dict(
        Item.objects.filter(consultation=phase.consultation_id)
        .exclude(foreign_id="")
        .values_list("foreign_id", "pk")
    )
    fresh = [(record, parent) for record, parent in flat if record.foreign_id not in known]
    done = Written(n_known=len(flat) - len(fresh))
    voices = _voices(phase, [record for record, _parent in fresh], done)
    questions = _questions(phase, [record for record, _parent in fresh], done)
    keys = done.keys["items"] = bulk.reserve_ids(Item, len(fresh))
    versions = bulk.reserve_ids(Version, len(fresh))
    pks = {**known, **{record.foreign_id: pk for (record, _), pk in zip(fresh, keys, strict=True)}}
    below = Counter((parent, record.kind) for record, parent in fresh if not record.is_binned)
    section = {record.foreign_id: record.section for record, _parent in flat}
    items, words = [], []
    for at, (record, parent) in enumerate(fresh):
        pk, who = keys[at], voices.get(record.author)
        under = questions.get((section.get(parent) if parent else record.section) or ("", ""))
        counts = [below[record.foreign_id, kind] for kind in COUNTED]
        items.append([
            pk, phase.consultation_id, phase.pk, under, record.kind, pks.get(parent), who, None,
            language or settings.LANGUAGE_CODE, at, dict(record.data), record.at,
            record.at if record.is_binned else None, None, *counts, 0, record.foreign_id,
        ])  # fmt: skip
        given = {choice: n for choice, n in record.votes.items() if n}
        words.append([
            versions[at], pk, 1, record.title[:500], record.text, digest(record.title[:500], record.text),
            who, "", False, record.at, *(given.get(choice, 0) for choice in Choice), given,
        ])  # fmt: skip
        done.items[record.kind] += 1
        done.n_votes += sum(given.values())
    bulk.insert(Item, _ITEM, items)
    bulk.insert(Version, _VERSION, words)
    bulk.update(Item, ["version"], zip(keys, versions, strict=True))
    for (parent, kind), n in below.items():
        if (name := COUNTED.get(ItemKind(kind))) and parent in known:
            Item.objects.filter(pk=known[parent]).update(**{name: F(name) + n})
    log.info("open_data.import phase=%s items=%s", phase.pk, len(fresh))
    return done


def _flat(records: Iterable[Record]) -> Iterator[tuple[Record, str]]:
    """Each record with the id of the one above it."""
    for record in records:
        yield record, ""
        for child in record.children:
            yield child, record.foreign_id


def _voices(phase: Phase, records: list[Record], done: Written) -> dict[str, int]:
    """The participant of each account of the file: of nobody whom we know."""
    first: dict[str, datetime] = {}
    for record in records:
        for account in (record.author, *record.voters):
            if account:
                first[account] = min(record.at, first.get(account, record.at))
    mine = phase.consultation.participants
    taken = set(mine.values_list("number", flat=True))
    known = dict(mine.exclude(foreign_id="").values_list("foreign_id", "pk"))
    fresh = [account for account in first if account not in known]
    made: list[list[Any]] = []
    for account, pk in zip(fresh, bulk.reserve_ids(Participant, len(fresh)), strict=True):
        number = _number(taken)
        name = phase.consultation.pseudonym(number)
        made.append([pk, phase.consultation_id, number, name, "pseudonym", "", first[account], account, ""])
        known[account] = pk
    columns = (
        "id", "consultation", "number", "pseudonym", "shown", "name", "joined_at", "foreign_id", "barred_why"
    )  # fmt: skip
    done.n_voices = bulk.insert(Participant, columns, made)
    done.keys["participants"] = [row[0] for row in made]
    return known


def _number(taken: set[int]) -> int:
    while (number := 1 + secrets.randbelow(RANGE - 1)) in taken:
        pass
    taken.add(number)
    return number


def _questions(phase: Phase, records: list[Record], done: Written) -> dict[tuple[str, str], int]:
    """The question of each section of the file, in the order in which they come."""
    found: dict[tuple[str, str], int] = {}
    titles = {question.title: question.pk for question in phase.questions.all()}
    mine = done.keys.setdefault("questions", [])
    for record in records:
        if record.section and record.section not in found:
            title = record.section[1]
            if title not in titles:
                made = Question.objects.create(
                    phase=phase, position=len(titles), titles={settings.LANGUAGE_CODE: title}
                )
                titles[title] = made.pk
                mine.append(made.pk)
            found[record.section] = titles[title]
    return found
