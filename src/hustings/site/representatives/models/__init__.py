"""Representatives and what people write to them, a noun a file."""

from hustings.site.representatives.models.appeals import Appeal, Sending, Stand, Way
from hustings.site.representatives.models.directory import (
    Office,
    Representative,
)
from hustings.site.representatives.models.pages import AppealPage
from hustings.site.representatives.models.voices import ContactAttempt, Outcome, Voice
