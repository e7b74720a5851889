"""Everything that is kept about somebody, as a file: for machines (JSON) and for people (HTML)."""

import datetime as dt
import json
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.dates import date_format
from hustings.people.persons.models import Person
from hustings.people.selfservice import parts

FORMAT = 1  # of the JSON; a reader may rely on names that stay


def as_json(person: Person) -> str:
    """Names stay the same in all languages; words and sentences are in the language of the page."""
    everything: dict[str, Any] = {
        "format": FORMAT,
        "campaign": Campaign.current().name,
        "made_at": timezone.localtime(),
    }
    for part in parts.my_data.all():
        everything[part.name] = [dict(zip(part.columns, row, strict=True)) for row in part.rows(person)]
    return json.dumps(everything, ensure_ascii=False, indent=1, default=_plain)


def _plain(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def as_html(person: Person, language: str) -> str:
    """One page that needs nothing else: to read, print or keep."""
    tables = []
    for part in parts.my_data.all():
        columns = list(part.columns.values())
        rows = [list(zip(columns, map(_shown, row), strict=True)) for row in part.rows(person)]
        tables.append((part.label, columns, rows))
    words = {
        "person": person, "campaign": Campaign.current(), "tables": tables, "language": language,
        "now": timezone.localtime(),
    }  # fmt: skip
    return render_to_string("selfservice/download.html", words)


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, dt.date):
        return date_format(value)
    return str(localize(value)) if isinstance(value, Decimal) else str(value)
