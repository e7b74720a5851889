"""Publish the first version of a text: of a file, or of items that a step has already."""

import logging
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

from hustings.deliberation.consultations import acted
from hustings.deliberation.consultations.models import Item, ItemKind, Phase, Version
from hustings.deliberation.consultations.models.items import digest
from hustings.deliberation.texts import documents, refusals
from hustings.deliberation.texts.algebra.blocks import Block, Document
from hustings.deliberation.texts.models import Passage, Text, TextVersion
from hustings.foundation.lib.sql import write_turns
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)
MOST_ITEMS = 5_000
BATCH = 500


@transaction.atomic
def keep_draft(*, phase: Phase, document: Document, user: Any) -> Text:
    """Keep what was read of a file until somebody has looked at it. Raises HasText."""
    found, _is_new = Text.objects.select_for_update().get_or_create(phase=phase, defaults={"user": user})
    if found.version_id:
        raise refusals.HasText
    found.draft, found.user = documents.to_rows(document), user
    found.save(update_fields=["draft", "user"])
    return found


@transaction.atomic
def discard(*, text: Text) -> None:
    """Drop what was read and not published."""
    if text.version_id is None:
        text.delete()
    else:
        text.draft = None
        text.save(update_fields=["draft"])


@transaction.atomic
def publish_draft(*, text: Text, user: Any) -> TextVersion:
    """Publish the first version: each block is an item that people vote on. Raises NoText, HasText."""
    found = Text.objects.select_for_update(of=("self",)).select_related("phase").get(pk=text.pk)
    if found.version_id:
        raise refusals.HasText
    if not found.draft:
        raise refusals.NoText
    document = documents.from_rows(found.draft)
    made = _version(found, document, user)
    for at in range(0, len(document.blocks), BATCH):
        part = document.blocks[at : at + BATCH]
        rows = _items(found.phase, part, at)
        Passage.objects.bulk_create(
            passage(made, at + n, block, row) for n, (block, row) in enumerate(zip(part, rows, strict=True))
        )
    found.version, found.draft = made, None
    found.save(update_fields=["version", "draft"])
    site_version.renew()
    log.info("texts.publish text=%s version=1 user=%s", found.pk, user and user.pk)
    return made


def drop(*, text: Text, user: Any) -> None:
    """Delete a published text with its passages, while nobody has done anything with it. Raises Acted."""
    with write_turns.turn(), transaction.atomic():
        found = Text.objects.select_for_update(of=("self",)).get(pk=text.pk)
        rows = Item.objects.select_for_update(of=("self",)).filter(phase=found.phase_id, kind=ItemKind.BLOCK)
        items = list(rows.values_list("pk", flat=True))
        if is_acted_on(found, items):
            raise refusals.Acted
        found.delete()
        for at in range(0, len(items), BATCH):
            Item.objects.filter(pk__in=items[at : at + BATCH]).delete()
        site_version.renew()
    log.info("texts.drop text=%s user=%s", text.pk, user and user.pk)


def is_acted_on(text: Text, items: list[int] | None = None) -> bool:
    """Whether somebody has voted on a passage, argued about it, amended it, or anything of the kind."""
    if items is None:
        rows = Item.objects.filter(phase=text.phase_id, kind=ItemKind.BLOCK)
        items = list(rows.values_list("pk", flat=True))
    if text.amendments.exists():
        return True
    return any(acted.on(items[at : at + BATCH], [Passage]) for at in range(0, len(items), BATCH))


def _version(text: Text, document: Document, user: Any) -> TextVersion:
    site_version.renew()
    return TextVersion.objects.create(text=text, digest=document.digest, user=user)


def _items(phase: Phase, blocks: tuple[Block, ...], at: int) -> list[Item]:
    """Items of blocks, each with its first version."""
    language = get_language() or settings.LANGUAGE_CODE
    made = Item.objects.bulk_create(
        Item(
            consultation_id=phase.consultation_id, phase=phase, kind=ItemKind.BLOCK, language=language,
            position=at + n,
        )
        for n, _block in enumerate(blocks)
    )  # fmt: skip
    versions = Version.objects.bulk_create(
        Version(item=item, text=block.text, digest=digest("", block.text), made_at=item.posted_at)
        for item, block in zip(made, blocks, strict=True)
    )
    for item, version in zip(made, versions, strict=True):
        item.version = version
    Item.objects.bulk_update(made, ["version"], batch_size=BATCH)
    return made


def passage(version: TextVersion, position: int, block: Block, item: Item, **more: Any) -> Passage:
    """A block at its place, in the words that its item has now."""
    assert item.version_id
    return Passage(
        text_version=version, position=position, key=block.key, item=item, words_id=item.version_id,
        kind=block.kind.value, level=block.level, label=block.label, **more,
    )  # fmt: skip


@transaction.atomic
def of_items(*, phase: Phase, user: Any) -> TextVersion:
    """Make a text of the blocks that a step has, such as those of an import, by chapter and order.

    Their titles are labels, which no amendment touches. Raises HasText, NoText.
    """
    text, _is_new = Text.objects.select_for_update().get_or_create(phase=phase, defaults={"user": user})
    if text.version_id:
        raise refusals.HasText
    rows = Item.objects.live().filter(phase=phase, kind=ItemKind.BLOCK, version__isnull=False)
    order = "question__position", "question", "position", "posted_at", "pk"
    found = list(rows.select_related("version").order_by(*order)[:MOST_ITEMS])
    if not found:
        raise refusals.NoText
    document = Document(tuple(_of_item(item) for item in found))
    made = _version(text, document, user)
    rows_of = zip(document, found, strict=True)
    passages = [passage(made, n, block, item) for n, (block, item) in enumerate(rows_of)]
    Passage.objects.bulk_create(passages, batch_size=BATCH)
    text.version, text.draft = made, None
    text.save(update_fields=["version", "draft"])
    log.info("texts.of_items text=%s blocks=%s", text.pk, len(found))
    return made


def _of_item(item: Item) -> Block:
    assert item.version
    return Block(f"i{item.pk}", item.version.text, label=item.version.title)
