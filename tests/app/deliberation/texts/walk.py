"""A text of the whole campaign: see ``tests/walks.py``."""

from typing import Any

from hustings.deliberation.consultations.models import Kind
from tests.cast.deliberation.consultations.fixtures import opened, voice
from tests.cast.deliberation.texts.fixtures import passage, published, suggested


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """Views -> the arguments of their addresses."""
    text = published()
    rule = passage(text, "The mayor")
    amendment = suggested(voice(text.phase, "ada@texts.example"), rule, "alone", "in public")
    phase, empty = text.phase_id, opened(kind=Kind.TEXT)
    return {
        "texts_hq:text": [phase], "texts_hq:passages": [phase], "texts_hq:file": [phase],
        "texts_hq:preview": [phase], "texts_hq:drop": [phase],
        "texts_hq:passage": [phase, rule.item_id], "texts_hq:undo": [phase, amendment.pk],
        "texts_hq:draft": [empty.pk], "texts_hq:from_items": [empty.pk],
    }  # fmt: skip
