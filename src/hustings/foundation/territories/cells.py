"""Territories in the cells of people's tables, by code or by name."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from hustings.foundation.file_imports.cells import Wrong
from hustings.foundation.territories.models import Kind, Zone, key

_FEW = 5_000  # keys of one statement


def kind_field(kinds: Collection[Kind]) -> forms.ChoiceField:
    """A choice of what the codes in a file stand for; the first is proposed."""
    return forms.ChoiceField(
        label=gettext_lazy("Kind of territory"), initial=next(iter(kinds)),
        choices=[(str(kind.value), kind.label) for kind in kinds],
        help_text=gettext_lazy("What the codes in the file refer to"),
    )  # fmt: skip


def names(values: Iterable[Mapping[str, Any]], column: str = "zone_id") -> dict[int, str]:
    """Names of the territories of lines, by key."""
    keys = {said[column] for said in values if said.get(column)}
    zones = Zone.objects.filter(pk__in=keys) if len(keys) < _FEW else Zone.objects.all()
    return {pk: name for pk, name in zones.values_list("pk", "name") if pk in keys}


def zones(kind: str) -> dict[str, list[int]]:
    """Territories of a kind: keys by code and by name; several where namesakes are."""
    found: dict[str, list[int]] = {}
    for pk, code, name in Zone.objects.of_kind(kind).values_list("pk", "code", "name_key"):
        names = {_code(code, kind), name}
        for each in names:
            found.setdefault(each, []).append(pk)
    return found


def _code(text: str, kind: str) -> str:
    """``3103``, ``31-3``, ``031-03`` as ``31-3``; an INSEE code in five digits."""
    plain = text.strip().upper()
    if kind == Kind.COMMUNE:
        return plain.rjust(5, "0") if plain.isdigit() else plain
    if kind == Kind.DEPARTMENT:
        return plain.lstrip("0")
    if kind != Kind.CONSTITUENCY:
        return plain
    department, dash, number = plain.partition("-")
    if not dash and len(plain) > 2:
        department, number = plain[:-2], plain[-2:]
    digits = re.match(r"\d+", number)
    return f"{department.lstrip('0')}-{int(digits[0])}" if digits else plain


def zone(texts: Mapping[str, str], kind: str, known: Mapping[str, list[int]]) -> int:
    """The territory that a line names. ``known``: what ``zones`` found of the kind."""
    text, department = texts.get("zone", ""), texts.get("department", "")
    if not text:
        raise Wrong(_("The territory is missing. Enter its code, like 31-03."))
    number = re.match(r"0*(\d{1,2})\D*$", text)
    if kind == Kind.CONSTITUENCY and department and number:
        text = f"{department}-{number[1]}"
    found = known.get(_code(text, kind)) or known.get(key(text)) or []
    if not found:
        raise Wrong(
            _("No %(kind)s found for “%(text)s”. Check the code, or the kind chosen for the file."),
            kind=Kind(kind).label, text=text,
        )  # fmt: skip
    if len(found) > 1:
        raise Wrong(_("Several territories are called “%(text)s”. Enter the code instead."), text=text)
    return found[0]
