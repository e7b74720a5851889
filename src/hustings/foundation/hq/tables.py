"""Tables of HQ on Wagtail's: named by a caption, read by row and column, folded into blocks on a phone.

A cell is made in Python: a template for each cell costs more than the query.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import QueryDict
from django.template.defaultfilters import yesno
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui import tables
from wagtail.coreutils import multigetattr

from hustings.foundation.hq import states
from hustings.foundation.lib.dates import date_format

Accessor = str | Callable[[Any], Any]
NOTHING = "–"
_HEAD = '<th scope="col" role="columnheader"{}>{}</th>'


class Column(tables.BaseColumn):
    """A column of text: what ``accessor`` leads to, and what ``under`` says below it in small letters.

    ``is_hidden``: the heading is for screen readers alone, as over buttons and ticks.
    """

    classname = ""
    is_head = False  # names its row; without one, the first that is seen does

    def __init__(
        self,
        name: str,
        label: Any,
        *,
        accessor: Accessor | None = None,
        under: Accessor | None = None,
        sort: str | None = None,
        empty: str = NOTHING,
        is_hidden: bool = False,
    ) -> None:
        super().__init__(name, label=label, accessor=accessor, sort_key=sort, classname=self.classname)
        self.under, self.empty, self.is_hidden = under, empty, is_hidden

    def value(self, row: Any) -> Any:
        return _of(row, self.accessor)

    def shown(self, row: Any) -> Any:
        """Its value as people read it."""
        value = self.value(row)
        return self.empty if value is None or value == "" else self.written(value)

    def written(self, value: Any) -> Any:
        return value

    def content(self, row: Any) -> SafeString:
        words = conditional_escape(self.shown(row))
        if self.under is None:
            return words
        below = _of(row, self.under)
        lines = [below] if isinstance(below, str) else below or ()
        return words + format_html_join(
            "", '<span class="hq-under">{}</span>', ((each,) for each in lines if each)
        )

    def element(self, *, is_head: bool) -> tuple[str, str]:
        """The element of each cell, which knows its column where the head isn't seen."""
        if is_head:
            return f'<th scope="row" role="rowheader"{_attributes(self.classname)}>', "</th>"
        names = _attributes(self.classname, "" if self.is_hidden else self.label)
        return f'<td role="cell"{names}>', "</td>"

    def render_header_html(self, parent_context: Any) -> SafeString:
        if self.sort_key:
            return self._sortable(parent_context["table"], parent_context["request"].GET)
        return self.head(
            format_html('<span class="w-sr-only">{}</span>', self.label) if self.is_hidden else self.label
        )

    def head(self, words: Any, way: str | None = None) -> SafeString:
        """Heading above its cells; ``way``: how they sort the rows, "ascending" or "descending"."""
        return format_html(_HEAD, _attributes(self.classname, sort=way), words)

    def _sortable(self, table: Any, asked: QueryDict) -> SafeString:
        way = {self.sort_key: "ascending", f"-{self.sort_key}": "descending"}.get(table.ordering)
        query = asked.copy()
        query.pop("after", None)
        query["ordering"] = f"-{self.sort_key}" if way == "ascending" else self.sort_key
        return self.head(format_html('<a href="?{}">{}</a>', query.urlencode(), self.label), way)


class Title(Column):
    """The column that names its row and leads to it. ``url``: name of a view of its key, or a function."""

    classname = "title"
    is_head = True

    def __init__(self, name: str, label: Any, *, url: Accessor | None = None, **more: Any) -> None:
        super().__init__(name, label, **more)
        self.url = url

    def shown(self, row: Any) -> Any:
        words = super().shown(row)
        to = reverse(self.url, args=[row.pk]) if isinstance(self.url, str) else self.url and self.url(row)
        return format_html('<a href="{}">{}</a>', to, words) if to else words


class Number(Column):
    """A whole number, with the signs between thousands that the language has."""

    classname = "number"

    def written(self, value: Any) -> Any:
        return intcomma(value)


class Moment(Column):
    """A day and hour."""

    how = "SHORT_DATETIME_FORMAT"

    def written(self, value: Any) -> Any:
        return date_format(localtime(value), self.how)


class Day(Column):
    """A day, also where a moment is kept."""

    def written(self, value: Any) -> Any:
        return date_format(localtime(value) if hasattr(value, "hour") else value, "SHORT_DATE_FORMAT")


class Code(Column):
    """A value that machines read: an address, a rule."""

    def written(self, value: Any) -> Any:
        return format_html("<code>{}</code>", value)


class YesNo(Column):
    """Whether it is so."""

    def written(self, value: Any) -> Any:
        return yesno(value)


class Choice(Column):
    """The words of a choice, which are written for the middle of a sentence."""

    def written(self, value: Any) -> Any:
        return capfirst(value)


class State(Column):
    """State of a row; ``accessor`` leads to a code and its words."""

    def written(self, value: Any) -> Any:
        return states.label(*value)


class Rendered(Column):
    """A cell of markup that other pages show, too; ``named``: the row in that template."""

    def __init__(self, name: str, label: Any, *, template: str, named: str, **more: Any) -> None:
        super().__init__(name, label, accessor=lambda row: row, **more)
        self.template, self.named = template, named

    def written(self, value: Any) -> Any:
        return SafeString(render_to_string(self.template, {self.named: value}).strip())


class Tick(Column):
    """A box to choose rows for a deed; ``accessor`` says which row, for those who don't see it.

    ``form``: the id of the form that it belongs to, where that isn't around the table.
    """

    classname = "hq-tick"

    def __init__(self, accessor: Accessor = str, name: str = "row", form: str = "") -> None:
        super().__init__(name, gettext_lazy("Choose"), accessor=accessor, is_hidden=True)
        self.of_form = format_html(' form="{}"', form) if form else ""

    def content(self, row: Any) -> SafeString:
        words = _("Choose %(what)s") % {"what": self.value(row)}
        return format_html(
            '<input type="checkbox" name="{}" value="{}" aria-label="{}"{}>',
            self.name, row.pk, words, self.of_form,
        )  # fmt: skip


class Table(tables.Table):
    """Rows below columns. ``caption``: its name by ear; ``labelled_by``: the id of a heading above it."""

    template_name = "hq/components/table.html"

    def __init__(
        self, columns: Sequence[Column], data: Iterable[Any], *, caption: str = "", labelled_by: str = "",
        ordering: str | None = None, classname: str = "listing",
    ) -> None:  # fmt: skip
        attributes = {"aria-labelledby": labelled_by} if labelled_by else {}
        super().__init__(
            columns, data, caption=caption, ordering=ordering, classname=classname, attrs=attributes
        )
        heads = [column for column in columns if column.is_head]
        self.head = next(iter(heads or (column for column in columns if not column.is_hidden)), None)

    def body(self) -> SafeString:
        """All rows, without a call of a template for each cell."""
        cells = [(column, *column.element(is_head=column is self.head)) for column in self.columns.values()]
        rows = (
            "".join(f"{begin}{column.content(row)}{end}" for column, begin, end in cells) for row in self.data
        )
        return SafeString("\n".join(f'<tr role="row">{row}</tr>' for row in rows))


def _of(row: Any, accessor: Accessor) -> Any:
    """Address of the link; None on a way that ends before."""
    if callable(accessor):
        return accessor(row)
    try:
        return multigetattr(row, accessor)
    except AttributeError:
        return None


def _attributes(classname: str, label: Any = "", sort: str | None = None) -> SafeString:
    parts = (("class", classname), ("data-head", label), ("aria-sort", sort))
    return format_html_join("", ' {}="{}"', ((name, value) for name, value in parts if value))
