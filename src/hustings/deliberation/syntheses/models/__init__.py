"""Answers, milestones, mails, syntheses, codings, reports of local debates."""

from hustings.deliberation.syntheses.models.answers import Answer, Outcome
from hustings.deliberation.syntheses.models.codings import Code, Coding, CodingRound
from hustings.deliberation.syntheses.models.local_reports import LocalReport
from hustings.deliberation.syntheses.models.milestones import Milestone
from hustings.deliberation.syntheses.models.syntheses import (
    Citation,
    Edition,
    Line,
    LineCitation,
    Proposals,
    Sentence,
    Synthesis,
)
from hustings.deliberation.syntheses.models.tellings import Telling
