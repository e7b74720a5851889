"""Candidacies, the files they came from, and their pages."""

from hustings.site.candidates.models.candidacies import (
    Candidacy,
    CandidacyQuerySet,
)
from hustings.site.candidates.models.helpers import Helper, helped
from hustings.site.candidates.models.pages import CandidateIndexPage, CandidatePage
