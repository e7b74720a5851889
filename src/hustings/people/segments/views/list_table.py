"""The list of people as a table of HQ: their names, the columns that were chosen, boxes to choose people."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hustings.foundation.hq import tables
from hustings.people.persons.models import Person
from hustings.people.segments.list_columns import NAME, Column

Head = tuple[Column, str, str]  # the words of the address that sorts by it, and how the rows are sorted now


class _Chosen(tables.Column):
    """A column that was chosen; ``hides``: whether contact data is masked."""

    def __init__(self, head: Head, *, hides: bool) -> None:
        self.column, self.asks, self.way = head
        self.hides = hides
        super().__init__(self.column.name, self.column.label)

    def content(self, row: Person) -> SafeString:
        return conditional_escape(self.column.cell(row, self.hides))

    def render_header_html(self, parent_context: Any) -> SafeString:
        if not self.asks:
            return self.head(self.label, self.way)
        to = reverse("segments:list")
        return self.head(format_html('<a href="{}?{}">{}</a>', to, self.asks, self.label), self.way)


class _Name(_Chosen):
    """The column that names a row and leads to the record."""

    classname = "title"
    is_head = True

    def content(self, row: Person) -> SafeString:
        return format_html('<a href="{}">{}</a>', reverse("persons:record", args=[row.uid]), row)


def of(people: Sequence[Person], heads: Sequence[Head], *, hides: bool, may_choose: bool) -> tables.Table:
    """These people below these heads; the boxes belong to the form of what is done with many."""
    ticks = [tables.Tick(name="who", form="many")] if may_choose else []
    columns = [(_Name if head[0] is NAME else _Chosen)(head, hides=hides) for head in heads]
    return tables.Table([*ticks, *columns], people, caption=_("People"))
