"""Deeds on texts and amendments."""

from hustings.deliberation.texts.actions.decisions import accept, refuse, undo
from hustings.deliberation.texts.actions.suggestions import amend_by_hand, changes_of, suggest
from hustings.deliberation.texts.actions.texts import (
    discard,
    drop,
    is_acted_on,
    keep_draft,
    of_items,
    publish_draft,
)
from hustings.deliberation.texts.actions.versions import publish
