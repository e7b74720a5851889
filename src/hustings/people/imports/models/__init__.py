"""Imports: models, one file each."""

from hustings.people.imports.models.imports import Import
from hustings.people.imports.models.lines import ImportBlock, ImportLine, ImportReason
from hustings.people.imports.models.saved_mappings import ImportPlan
