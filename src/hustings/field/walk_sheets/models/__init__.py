"""Rows of walk sheets."""

from hustings.field.walk_sheets.models.photos import Photo, Reading
from hustings.field.walk_sheets.models.sheets import Sheet, SheetVersion

__all__ = ["Photo", "Reading", "Sheet", "SheetVersion"]
