"""Rows of walk sheets."""

from hustings.field.walk_sheets.models.sheets import Sheet, SheetVersion

__all__ = ["Sheet", "SheetVersion"]
