"""Candidacies, the files they came from, and their pages."""

from hustings.site.candidates.models.assistants import Assistant, helped
from hustings.site.candidates.models.candidacies import (
    Candidacy,
    CandidacyQuerySet,
)
from hustings.site.candidates.models.pages import CandidateIndexPage, CandidatePage
