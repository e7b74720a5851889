"""Imports: models, one file each."""

from hustings.people.imports.models.imports import Import, ImportLine
from hustings.people.imports.models.saved_mappings import ImportPlan
