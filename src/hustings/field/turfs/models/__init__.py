"""Turfs: models, a noun a file."""

from hustings.field.turfs.models.plans import Plan
from hustings.field.turfs.models.turfs import Stop, Turf
