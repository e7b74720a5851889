"""Texts, their versions, the amendments to them and what became of each."""

from hustings.deliberation.texts.models.amendments import Amendment, Deed, Placement, State
from hustings.deliberation.texts.models.texts import Passage, Text, TextVersion
