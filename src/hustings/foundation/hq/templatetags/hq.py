"""A table in a template, for cells with markup of their own.

    {% table one in rows %}
    {% column _("Name") title %}<a …>{{ one }}</a>{% endcolumn %}
    {% empty %}<p>…</p>{% endtable %}

Heading and cell of a column stand together. Words after a heading: ``title``, ``number``, ``tick``,
``hidden`` (heading for screen readers alone), ``when=…`` (left out where it isn't so). Of a table:
``caption=…``, else the title of the page, or ``labelled_by=…``, the id of a heading.
"""

from collections.abc import Sequence
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.utils.safestring import SafeString

from hustings.foundation.hq import tables

register = template.Library()
LOOKS = {"title", "number", "tick"}


class _Column(tables.Column):
    """A column whose cells are a part of a template."""

    def __init__(self, label: Any, words: Sequence[str], nodes: NodeList, names: Sequence[str], context: Any):
        self.classname = next((f"hq-{word}" if word == "tick" else word for word in words), "")
        self.is_head = "title" in words
        super().__init__(str(id(nodes)), label, is_hidden="hidden" in words)
        self.nodes, self.names, self.context = nodes, names, context

    def content(self, row: Any) -> SafeString:
        values = [row] if len(self.names) == 1 else row
        with self.context.push(**dict(zip(self.names, values, strict=True))):
            return SafeString(self.nodes.render(self.context).strip())


class _ColumnNode(template.Node):
    def __init__(self, label: FilterExpression, words: list[str], when: Any, nodelist: NodeList) -> None:
        self.label, self.words, self.when, self.nodelist = label, words, when, nodelist

    def render(self, context: template.Context) -> str:
        raise template.TemplateSyntaxError("A column stands in a table.")

    def made(self, context: template.Context, names: Sequence[str]) -> _Column | None:
        if self.when is not None and not self.when.resolve(context):
            return None
        return _Column(self.label.resolve(context), self.words, self.nodelist, names, context)


class _TableNode(template.Node):
    child_nodelists = ("body", "otherwise")

    def __init__(
        self, names: list[str], rows: FilterExpression, more: dict[str, Any], body: NodeList, otherwise: Any
    ) -> None:
        self.names, self.rows, self.more = names, rows, more
        self.body, self.otherwise = body, otherwise
        self.columns = [node for node in body if isinstance(node, _ColumnNode)]

    def render(self, context: template.Context) -> SafeString:
        rows = self.rows.resolve(context, ignore_failures=True) or []
        rows = rows if hasattr(rows, "__len__") else list(rows)
        if not rows:
            return self.otherwise.render(context) if self.otherwise else SafeString("")
        more = {name: value.resolve(context) for name, value in self.more.items()}
        if not more.get("labelled_by"):
            more.setdefault("caption", context.get("header_title", ""))
        columns = [made for column in self.columns if (made := column.made(context, self.names))]
        made = tables.Table(columns, rows, **more)
        return made.render_html(context)  # type: ignore[no-any-return]


@register.tag
def column(parser: Parser, token: Token) -> _ColumnNode:
    """One column: its heading, and a cell of it."""
    label, *bits = token.split_contents()[1:]
    words = [bit for bit in bits if "=" not in bit]
    more = token_kwargs([bit for bit in bits if "=" in bit], parser)
    if set(words) - LOOKS - {"hidden"} or set(more) - {"when"}:
        raise template.TemplateSyntaxError(f"Unknown words in {token.contents}")
    nodes = parser.parse(("endcolumn",))
    parser.delete_first_token()
    return _ColumnNode(parser.compile_filter(label), words, more.get("when"), nodes)


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
