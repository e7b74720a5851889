"""Publish the next version: accepted changes go in, open ones find their place in it, voters are told."""

import logging
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from hustings.deliberation.consultations import actions as consultations
from hustings.deliberation.consultations.actions import items
from hustings.deliberation.consultations.models import Item, ItemKind
from hustings.deliberation.texts import documents, notices, rebases, refusals
from hustings.deliberation.texts.actions.texts import BATCH, passage
from hustings.deliberation.texts.algebra.application import Applied, Conflict
from hustings.deliberation.texts.algebra.blocks import Document
from hustings.deliberation.texts.algebra.kinds import Amendment as Change
from hustings.deliberation.texts.models import Amendment, Passage, Text, TextVersion
from hustings.foundation.lib.sql import write_turns
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)


@dataclass
class _Work:
    """A publication under way."""

    text: Text
    old: list[Passage]
    document: Document
    rows: list[Amendment]
    changes: list[Change]
    result: Applied

    @property
    def items(self) -> dict[str, Item]:
        return {each.key: each.item for each in self.old}


def publish(*, text: Text, user: Any, why: str = "") -> TextVersion:
    """Publish what is accepted as the next version. Raises Clash, Gone, Nothing."""
    with write_turns.turn(), transaction.atomic():
        work = _begin(text)
        made = TextVersion.objects.create(
            text=work.text,
            number=_number(work.text) + 1,
            digest=work.result.document.digest,
            why=why,
            user=user,
        )
        _write(work, made)
        Amendment.objects.filter(pk__in=[row.pk for row in work.rows]).update(published_in=made)
        rebases.go_on(work.text, made, work.document, work.changes, work.result)
        work.text.version, work.text.draft = made, None
        work.text.save(update_fields=["version", "draft"])
        site_version.renew()
        consultations.announce(
            kind=notices.NAME, subject=made.pk, consultation=work.text.phase.consultation_id
        )
    log.info("texts.publish text=%s version=%s user=%s", text.pk, made.number, user and user.pk)
    return made


def _number(text: Text) -> int:
    assert text.version
    return text.version.number


def _begin(text: Text) -> _Work:
    held = Text.objects.select_for_update(of=("self",)).select_related("phase", "version").get(pk=text.pk)
    if held.version is None:
        raise refusals.NoText
    rows = list(Amendment.objects.waiting().whole().filter(text=held).select_related("item").order_by("pk"))
    if not rows:
        raise refusals.Nothing
    old = documents.passages(held.version)
    document = documents.of(old)
    try:
        result, changes = documents.next_of(document, rows, documents.trace(old))
    except Conflict as no:
        raise refusals.Clash(list(no.sets)) from no
    return _Work(held, old, document, rows, changes, result)


def _write(work: _Work, made: TextVersion) -> None:
    """Passages of the new version; of changed blocks the items get new words, of new ones they are made."""
    known, rows = work.items, []
    for n, block in enumerate(work.result.document):
        item = known.get(block.key)
        if item is None:
            item = items.add(phase=work.text.phase, kind=ItemKind.BLOCK, text=block.text, position=n)
        elif block.text != work.document[block.key].text:
            item.version_id = _edit(work, item, block.text, made)
        trace = work.result.trace[block.key]
        origins = [[piece.text, list(piece.by)] for piece in trace] if any(p.by for p in trace) else []
        rows.append(passage(made, n, block, item, trace=origins))
    Passage.objects.bulk_create(rows, batch_size=BATCH)


def _edit(work: _Work, item: Item, text: str, made: TextVersion) -> int:
    assert item.version_id
    before = next(each.words for each in work.old if each.item_id == item.pk)
    return int(consultations.edit(item=item, title=before.title, text=text, why=made.why).pk)
