"""Look-ups of decoys for apps above. None of it leaves the machines of those who guard the mail."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from hustings.security.decoys import alarms
from hustings.security.decoys.actions import documents
from hustings.security.decoys.alarms import Use
from hustings.security.decoys.documents.text import Paper
from hustings.security.decoys.models import Alarm, Copy, Decoy, Link
from mailguard.identifiers import addresses


@dataclass(frozen=True)
class Known:
    """Everything by which decoys are known in mail and in dumps of it."""

    addresses: frozenset[str]  # keys: lower case
    files: frozenset[str]  # SHA-256 of each copy of a document, in hexadecimal digits
    marks: frozenset[str]  # in the metadata of copies that were saved anew


def known() -> Known:
    """All of it, retired decoys too: what was given away stays away."""
    copies = Copy.objects.order_by().values_list("sha256", "mark")
    keys = Decoy.objects.order_by().values_list("key", flat=True)
    pairs = list(copies)
    return Known(frozenset(keys), frozenset(sha for sha, _ in pairs), frozenset(mark for _, mark in pairs))


def signs() -> list[dict[str, Any]]:
    """Signs to search a dump for (``mailguard.forensics.decoys``), by file, mark, link, wording."""
    people = Decoy.objects.order_by("pk").values_list("given_name", "family_name", "key")
    found: list[dict[str, Any]] = [
        {"name": f"{given} {family}".strip(), "addresses": [key]} for given, family, key in people
    ]
    copies = Copy.objects.select_related("document", "link").defer("content").order_by("pk")
    for copy in copies.iterator(chunk_size=500):
        blocks = Paper(copy.document.text).filled(copy.choices["words"], copy.mark, {})
        text = "\n".join(" ".join(cell for cell in block.cells) for block in blocks)
        links = [documents.address_of(copy.link)] if copy.link else []
        found.append(
            {
                "name": f"{copy.document.title} {copy.number}: {copy.place}", "sha256": [copy.sha256],
                "marks": [copy.mark], "links": links, "wordings": [text],
            }
        )  # fmt: skip
    alone = Link.objects.filter(copy=None).order_by("pk")
    found += [{"name": link.place, "links": [documents.address_of(link)]} for link in alone]
    return found


def addresses_of_all() -> list[str]:
    """The keys of all decoy people, retired ones too."""
    return list(Decoy.objects.order_by("pk").values_list("key", flat=True))


def among(keys: Iterable[str]) -> set[str]:
    """Those of these keys of addresses that are decoys'. One query."""
    return set(Decoy.objects.filter(key__any_of=list(keys)).values_list("key", flat=True))


def is_decoy(address: str) -> bool:
    key = addresses.key_of(address)
    return bool(key) and Decoy.objects.filter(key=key).exists()


def place_of_file(sha256: str) -> str:
    """Lure to which this very copy of a file was given, byte by byte; empty where it is none."""
    return Copy.objects.filter(sha256=sha256.lower()).values_list("place", flat=True).first() or ""


def signs_of_files() -> list[str]:
    """Signs by which guards know copies of documents: the SHA-256 of each, and the mark in its metadata."""
    pairs = Copy.objects.order_by("pk").values_list("sha256", "mark")
    return [sign for pair in pairs for sign in pair]


def of_files(
    *, signs: Iterable[str], sender: str, recipients: Iterable[str], where: str, at: datetime,
    subject: str = "",
) -> list[Alarm]:  # fmt: skip
    """Raise an alarm for each copy of a decoy document that a mail carried; call it once for each mail."""
    wanted = list(signs)
    if not wanted:
        return []
    found = Copy.objects.filter(Q(sha256__in=wanted) | Q(mark__in=wanted)).defer("content").order_by("pk")
    told = f"{sender} → {', '.join(recipients)[:150]}: {subject}"
    return [alarms.copy_seen(copy, Use(at, agent=told[:300], where=where)) for copy in found]


def of_mail(
    *, sender: str, recipients: Iterable[str], where: str, at: datetime | None = None, address: str = "",
    subject: str = "",
) -> list[Alarm]:  # fmt: skip
    """Raise an alarm for each decoy that a mail was sent to or from. Once for each mail: each call counts."""
    use = Use(at or timezone.now(), address=address, where=where)
    theirs, ours = addresses.key_of(sender), {addresses.key_of(each) for each in recipients} - {""}
    found = {decoy.key: decoy for decoy in Decoy.objects.filter(key__any_of=[*ours, theirs])}
    use = replace(use, agent=subject[:200])
    to = [alarms.decoy_seen(Alarm.Kind.MAIL_TO, found[key], use) for key in sorted(ours & found.keys())]
    return to + ([alarms.decoy_seen(Alarm.Kind.MAIL_FROM, found[theirs], use)] if theirs in found else [])
