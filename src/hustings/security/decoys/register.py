"""Writes the register of decoys, and proves it: no line was changed, taken out or slipped in."""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.chain.links import Chain, Fault, Proof
from hustings.security.decoys.models import Copy, Decoy, Distribution, Document, Entry, Link, Login

log = logging.getLogger(__name__)
register = Chain(
    "decoys", Entry,
    says={
        "missing": _("Line %(n)d of the register is missing."),
        "changed": _("Line %(n)d of the register, or the line before, was changed."),
        "head": _("The hash you noted isn’t in the register: the register was rewritten or shortened."),
    },
)  # fmt: skip


def write(deed: str, about: str, content: dict[str, Any], user: User | None) -> Entry:
    """Add a line, in the transaction of what it tells of, one at a time; lock nothing after it."""
    who = f"{user.get_full_name()} <{user.email}>".strip() if user else ""
    entry = Entry(deed=deed, about=about, content=content, who=who)
    register.add([entry])
    log.info("decoy register number=%s deed=%s about=%s", entry.position, deed, about)
    return entry


def prove(*, head: str = "") -> Proof:
    """Read the register and compare. ``head``, written down before, shows a chain written anew."""
    proof = register.prove(head)
    says = next(_strays(), "") if proof.is_whole else ""
    return replace(proof, fault=Fault(says)) if says else proof


def said_of(row: Any) -> dict[str, Any]:
    """Words of the register on a row: all by which it is known again, and no password."""
    reads = _SAID[type(row)]
    return {name: value for name, value in reads(row).items() if value not in ("", None)}


_SAID: dict[type, Any] = {
    Decoy: lambda row: {
        "name": str(row), "address": row.address, "post": row.post, "language": row.language,
        "set": row.handing_id,
    },
    Login: lambda row: {"decoy": row.decoy_id, "place": row.place, "digest": row.digest},
    Document: lambda row: {
        "title": row.title, "language": row.language,
        "text": hashlib.sha256(row.text.encode("utf-8", "surrogatepass")).hexdigest(),
    },
    Copy: lambda row: {
        "document": row.document_id, "number": row.number, "format": row.format, "place": row.place,
        "choices": row.choices, "layout": row.layout, "mark": row.mark, "sha256": row.sha256,
        "link": row.link_id,
    },
    Link: lambda row: {"token": row.token, "place": row.place},
    Distribution: lambda row: {"page": row.page, "why": row.why},
}  # fmt: skip
_KINDS: dict[str, Any] = {
    Entry.Deed.PERSON: Decoy, Entry.Deed.LOGIN: Login, Entry.Deed.DOCUMENT: Document, Entry.Deed.COPY: Copy,
    Entry.Deed.LINK: Link, Entry.Deed.HANDED: Distribution,
}  # fmt: skip
_AT_ONCE, _FILES_AT_ONCE = 500, 20


def _agrees(row: Any, said: dict[str, Any]) -> bool:
    now = said_of(row)
    if isinstance(row, Copy) and hashlib.sha256(bytes(row.content)).hexdigest() != row.sha256:
        return False
    return {name: said.get(name) for name in now} == now


def about(row: Any) -> str:
    return f"{row._meta.model_name}:{row.pk}"


def _strays() -> Iterator[str]:
    """Rows that the register says otherwise of, does not know, or knows and that are gone."""
    for deed, model in _KINDS.items():
        lines = Entry.objects.filter(deed=deed).order_by("position").values_list("about", "content")
        told: dict[str, Any] = {}
        for name, content in lines.iterator(_AT_ONCE):
            told[name] = content
        at_once = _FILES_AT_ONCE if model is Copy else _AT_ONCE
        for row in model.objects.order_by("pk").iterator(at_once):
            if (said := told.pop(about(row), None)) is None:
                yield gettext("“%(row)s” is not in the register.") % {"row": about(row)}
            elif not _agrees(row, said):
                yield gettext("“%(row)s” doesn’t match the register.") % {"row": about(row)}
        for name in told:
            yield gettext("“%(row)s” is in the register but no longer exists.") % {"row": name}
