"""A table in a template, for cells with markup of their own.

    {% table one in rows %}
    {% column _("Name") title %}<a …>{{ one }}</a>{% endcolumn %}
    {% empty %}<p>…</p>{% endtable %}

Heading and cell of a column stand together. Words after a heading: ``title``, ``number``, ``tick``,
``hidden`` (heading for screen readers alone). Columns may stand in conditions and loops. Of a table:
``caption=…``, else the title of the page, or ``labelled_by=…``, the id of a heading.
"""

from collections.abc import Sequence
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.utils.safestring import SafeString

from hustings.foundation.hq import states, tables

register = template.Library()
LOOKS = {"title": "title", "number": "number", "tick": "hq-tick"}
WORDS = {*LOOKS, "hidden"}
_KEY = "_hq_table"


class _Column(tables.Column):
    """A column whose cells are a part of a template; ``around``: what loops around it hold."""

    def __init__(
        self, label: Any, words: Sequence[str], nodes: NodeList, table: "_Made", around: dict[str, Any]
    ):
        self.classname = next((LOOKS[word] for word in words if word in LOOKS), "")
        self.is_head = "title" in words
        super().__init__(str(len(table.columns)), label, is_hidden="hidden" in words)
        self.nodes, self.table, self.around = nodes, table, around

    def content(self, row: Any) -> SafeString:
        names, context = self.table.names, self.table.context
        values = [row] if len(names) == 1 else row
        with context.push(**self.around, **dict(zip(names, values, strict=True))):
            return SafeString(self.nodes.render(context).strip())


class _Made:
    """The columns of a table that is being shown."""

    def __init__(self, names: Sequence[str], context: template.Context) -> None:
        self.names, self.context = names, context
        self.depth = len(context.dicts) + 1  # what stands above it are loops around a column
        self.columns: list[_Column] = []


class _ColumnNode(template.Node):
    def __init__(self, label: FilterExpression, words: list[str], nodelist: NodeList) -> None:
        self.label, self.words, self.nodelist = label, words, nodelist

    def render(self, context: template.Context) -> str:
        table = context[_KEY]
        around = {name: value for each in context.dicts[table.depth :] for name, value in each.items()}
        if "forloop" in around:
            around["forloop"] = dict(around["forloop"])  # Django's counts on
        table.columns.append(_Column(self.label.resolve(context), self.words, self.nodelist, table, around))
        return ""


class _TableNode(template.Node):
    child_nodelists = ("body", "otherwise")

    def __init__(
        self, names: list[str], rows: FilterExpression, more: dict[str, Any], body: NodeList, otherwise: Any
    ) -> None:
        self.names, self.rows, self.more = names, rows, more
        self.body, self.otherwise = body, otherwise

    def render(self, context: template.Context) -> SafeString:
        rows = self.rows.resolve(context, ignore_failures=True) or []
        rows = rows if hasattr(rows, "__len__") else list(rows)
        if not rows:
            return self.otherwise.render(context) if self.otherwise else SafeString("")
        more = {name: value.resolve(context) for name, value in self.more.items()}
        if not more.get("labelled_by"):
            more.setdefault("caption", context.get("header_title", ""))
        made = _Made(self.names, context)
        with context.push(**{_KEY: made}):
            self.body.render(context)
        more["classname"] = " ".join(["listing", *filter(None, [more.pop("class", "")])])
        return tables.Table(made.columns, rows, **more).render_html(context)  # type: ignore[no-any-return]


@register.tag
def column(parser: Parser, token: Token) -> _ColumnNode:
    """One column: its heading, and a cell of it."""
    label, *words = token.split_contents()[1:]
    if set(words) - WORDS:
        raise template.TemplateSyntaxError(f"Unknown words in {token.contents}")
    nodes = parser.parse(("endcolumn",))
    parser.delete_first_token()
    return _ColumnNode(parser.compile_filter(label), words, nodes)


@register.tag
def table(parser: Parser, token: Token) -> _TableNode:
    """Rows below columns; what stands after ``{% empty %}`` where there are none."""
    bits = token.split_contents()[1:]
    at = bits.index("in")
    names = "".join(bits[:at]).split(",")
    body = parser.parse(("empty", "endtable"))
    otherwise = None
    if parser.next_token().contents == "empty":
        otherwise = parser.parse(("endtable",))
        parser.delete_first_token()
    more = token_kwargs(bits[at + 2 :], parser)
    return _TableNode(names, parser.compile_filter(bits[at + 1]), more, body, otherwise)


@register.simple_tag
def state(code: str, words: Any) -> SafeString:
    """Label of a state: ``{% state mailing.state mailing.get_state_display %}``."""
    return states.label(code, words)


@register.filter
def at(values: Sequence[Any], place: int) -> Any:
    """The value of a row below a heading, where both are lists; empty where the row is shorter."""
    return values[place] if place < len(values) else ""
