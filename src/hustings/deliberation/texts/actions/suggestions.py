"""Suggest amendments: people to a block or to an amendment, the team to any block."""

import logging
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.deliberation.consultations import actions as consultations
from hustings.deliberation.consultations import refusals
from hustings.deliberation.consultations.actions import items
from hustings.deliberation.consultations.models import Item, ItemKind, Kind, Participant
from hustings.deliberation.texts import documents, proposals
from hustings.deliberation.texts.actions import decisions
from hustings.deliberation.texts.algebra import kinds
from hustings.deliberation.texts.algebra.alignment import rekeyed
from hustings.deliberation.texts.algebra.blocks import Document
from hustings.deliberation.texts.algebra.comparison import between
from hustings.deliberation.texts.algebra.subamendments import inside
from hustings.deliberation.texts.models import Amendment, State, Text
from hustings.deliberation.texts.models.amendments import columns
from hustings.deliberation.texts.refusals import NotAsAFile, Nothing
from hustings.foundation.lib.sql import write_turns

log = logging.getLogger(__name__)


def suggest(
    *,
    participant: Participant,
    about: Item,
    base: str,
    changes: Sequence[kinds.Amendment],
    why: str = "",
) -> list[Amendment]:
    """One amendment for each change of ``about``, a block or an amendment, on the text of digest ``base``.

    Raises Barred, Changed, Gone, NotOpen, Nothing, TooMany.
    """
    if not changes:
        raise Nothing
    with write_turns.turn(), transaction.atomic():
        text, over = _subject(about)
        document = _document(text, over)
        if document.digest != base:
            raise refusals.Changed
        made = [
            _post(participant, about, text, over, one, document, why) for one in changes[: proposals.MOST]
        ]
    log.info("texts.suggest text=%s item=%s n=%s", text.pk, about.pk, len(made))
    return made


def _subject(about: Item) -> tuple[Text, Amendment | None]:
    """The text that it belongs to, held; and the amendment where it is one."""
    if about.phase.kind != Kind.TEXT or about.hidden_at or about.withdrawn_at:
        raise refusals.Gone
    text = Text.objects.select_for_update(of=("self",)).filter(phase=about.phase_id).first()
    if text is None or text.version_id is None:
        raise refusals.NotOpen
    over = Amendment.objects.select_related("item").filter(item=about).first()
    if over and (over.state != State.OPEN or over.over_id):
        raise refusals.NotOpen
    return text, over


def _document(text: Text, over: Amendment | None) -> Document:
    assert text.version
    document = documents.read(text.version)
    if over is None:
        return document
    try:
        return inside(over.on(document.digest))
    except kinds.Misplaced as no:
        raise refusals.NotOpen from no


def _post(
    participant: Participant,
    about: Item,
    text: Text,
    over: Amendment | None,
    one: kinds.Amendment,
    document: Document,
    why: str,
) -> Amendment:
    try:
        kinds.check(document, one)
    except kinds.Misplaced as bad:
        raise refusals.Changed from bad
    if kinds.is_idle(document, one):
        raise Nothing
    found = columns(one)
    same = {name: found[name] for name in ("deed", "block", "start", "end", "words") if name in found}
    mine = Amendment.objects.open().filter(text=text, over=over, item__participant=participant, **same)
    if found["deed"] != "put" and (known := mine.first()):
        return known  # a button that was pressed twice
    item = consultations.post(
        participant=participant, kind=ItemKind.AMENDMENT, phase=about.phase, parent=about,
        title=proposals.title(one, document)[:500], text=why, data=_data(found["deed"], one, document),
    )  # fmt: skip
    assert text.version
    return Amendment.objects.create(text=text, item=item, over=over, base=text.version, **found)


def _data(deed: str, one: kinds.Amendment, document: Document) -> dict[str, Any]:
    """The words that go and those that come: the digest of what is voted on covers them."""
    return {"change": [str(deed), *proposals.change(one, document)]}


def changes_of(*, text: Text, document: Document) -> list[kinds.Amendment]:
    """Changes that make a file's text of the version that stands; its blocks are found again by words.

    Raises NotAsAFile.
    """
    assert text.version
    old = documents.read(text.version)
    flat = documents.for_files(old)
    if len(flat.blocks) != len(old.blocks):
        raise NotAsAFile
    return between(old, rekeyed(old, document.blocks, proposals.fresh), "f")


def amend_by_hand(
    *, text: Text, changes: Sequence[kinds.Amendment], user: Any, why: str = ""
) -> list[Amendment]:
    """Changes of the team, recorded as amendments that are accepted at once.

    Raises Clash, Nothing, Misplaced.
    """
    if not changes:
        raise Nothing
    with write_turns.turn(), transaction.atomic():
        held = Text.objects.select_for_update(of=("self",)).select_related("phase", "version").get(pk=text.pk)
        assert held.version
        found = documents.passages(held.version)
        document, parents = documents.of(found), {each.key: each.item for each in found}
        rows = []
        for one in changes:
            kinds.check(document, one)
            place = columns(one)
            item = items.add(
                phase=held.phase, kind=ItemKind.AMENDMENT, title=proposals.title(one, document)[:500],
                text=why, parent=parents.get(place["block"]), data=_data(place["deed"], one, document),
            )  # fmt: skip
            rows.append(Amendment.objects.create(text=held, item=item, base=held.version, **place))
        decisions.settle(held, rows, State.ACCEPTED, why, user, timezone.now())
    log.info("texts.amend_by_hand text=%s n=%s user=%s", held.pk, len(rows), user and user.pk)
    return rows
