"""Representatives and what people write to them, a noun a file."""

from hustings.site.representatives.models.appeals import Appeal, BarredMailbox, Sending, Stand, Way
from hustings.site.representatives.models.directory import (
    ImportedRepresentative,
    Office,
    Representative,
    RepresentativeImport,
)
from hustings.site.representatives.models.pages import AppealPage
from hustings.site.representatives.models.voices import ContactAttempt, Outcome, Voice

__all__ = [
    "Appeal",
    "AppealPage",
    "BarredMailbox",
    "ContactAttempt",
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
