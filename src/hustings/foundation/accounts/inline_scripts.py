"""Wagtail's choosers end in an inline script. Here they end in data, which ``hq-calls.js`` reads."""

import re
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets.chooser import BaseChooser

_CALL = re.compile(r"\A(?:new )?([A-Za-z]\w*)\((.*)\);\Z", re.DOTALL)
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


class UnknownScript(ValueError):
    """A chooser writes a script of a shape that isn't known here."""


def as_data(script: str) -> SafeString:
    """``new PageChooser("id", {…});`` as an element of JSON."""
    found = _CALL.match(script)
    if not found:
        raise UnknownScript(script)
    words = mark_safe(f"[{found[2].translate(_ESCAPES)}]")  # noqa: S308 # JSON, escaped as json_script does
    return format_html('<script type="application/json" data-hq-call="{}">{}</script>', found[1], words)


def render(self: Any, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
    data = self.get_value_data(value)
    html = self.render_html(name, data, attrs)
    call = as_data(self.render_js_init(attrs["id"], name, data))
    return format_html("{}{}", mark_safe(html), call)  # noqa: S308 # Wagtail's own template


def replace() -> None:
    """Have all choosers of Wagtail, and those made by its viewsets, render so."""
    BaseChooser.render = render
