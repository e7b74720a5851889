"""Juries and committees: models, a noun a file."""

from hustings.networks.juries.models.decisions import Appeal, Member, Minutes, Signature, Vote
from hustings.networks.juries.models.juries import Comparison, Conflict, Juror, Result, Review
from hustings.networks.juries.models.runs import Run
