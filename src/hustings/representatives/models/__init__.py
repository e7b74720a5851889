"""Representatives and what people write to them, a noun a file."""

from hustings.representatives.models.appeals import Appeal, BarredMailbox, Sending, Stand, Way
from hustings.representatives.models.directory import (
    ImportedRepresentative,
    Office,
    Representative,
    RepresentativeImport,
)
from hustings.representatives.models.pages import AppealPage
from hustings.representatives.models.voices import Approach, Outcome, Voice

__all__ = [
    "Appeal",
    "AppealPage",
    "Approach",
    "BarredMailbox",
    "ImportedRepresentative",
    "Office",
    "Outcome",
    "Representative",
    "RepresentativeImport",
    "Sending",
    "Stand",
    "Voice",
    "Way",
]
