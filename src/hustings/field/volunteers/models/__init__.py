"""Volunteers: models, a noun a file."""

from hustings.field.volunteers.models.skills import Skill
