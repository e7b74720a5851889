"""Calls for projects: models, a noun a file."""

from hustings.networks.initiatives.models.applications import (
    Application,
    ApplicationQuerySet,
    Attachment,
    CoApplicant,
    State,
    Step,
)
from hustings.networks.initiatives.models.calls import (
    Barred,
    Call,
    CallQuerySet,
    Criterion,
    Reason,
    Round,
    RoundQuerySet,
)
from hustings.networks.initiatives.models.letters import Letter
