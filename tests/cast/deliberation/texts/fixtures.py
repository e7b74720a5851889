"""A text that is published, and amendments to it."""

from typing import Any

from hustings.deliberation.consultations.models import Item, Kind, Participant, Phase
from hustings.deliberation.texts import actions, documents, proposals
from hustings.deliberation.texts.files import reading
from hustings.deliberation.texts.models import Amendment, Passage, Text
from tests.cast.deliberation.consultations.fixtures import opened

BYLAWS = """# Water

## Article 1

The mayor decides alone about the price of water for three years.

## Article 2

Everybody may read the accounts in the town hall.
"""


def published(words: str = BYLAWS, phase: Phase | None = None) -> Text:
    """The first version of a text, in an open step of its own."""
    found = phase or opened(kind=Kind.TEXT)
    document = reading.read(words.encode())
    text = actions.keep_draft(phase=found, document=document, user=None)
    actions.publish_draft(text=text, user=None)
    text.refresh_from_db()
    return text


def passage(text: Text, begins: str) -> Passage:
    """A block of the version that stands, by its first words."""
    text.refresh_from_db()
    assert text.version
    rows = text.version.passages.select_related("words", "item__phase__consultation", "item__version")
    return rows.get(words__text__startswith=begins)


def suggested(who: Participant, about: Passage, old: str, new: str, why: str = "") -> Amendment:
    """Other words for the first place that has ``old``."""
    document = documents.read(about.text_version)
    text = about.words.text.replace(old, new, 1)
    changes = proposals.replacements(document.digest, about.block, text)
    said: dict[str, Any] = {"changes": changes, "base": document.digest, "why": why}
    [made] = actions.suggest(participant=who, about=about.item, **said)
    return made


def words(item: Item) -> str:
    """What it says now."""
    item.refresh_from_db()
    assert item.version
    return item.version.text
