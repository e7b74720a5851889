"""Wagtail's own reports as CSV: harmless in a spreadsheet like ours."""

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from hustings.foundation.lib.text import csvs


def neutralise() -> None:
    """Have each cell made safe; safe to call again."""
    SpreadsheetExportMixin.write_csv_row = _row


def _row(view: Any, writer: Any, row: dict[str, Any]) -> Any:
    found = {
        field: csvs.safe(view.preprocess_field_value(field, value, view.FORMAT_CSV))
        for field, value in row.items()
    }
    return writer.writerow(found)
