"""Decoy documents, and their copies."""

import hashlib
import logging
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.security.decoys import register
from hustings.security.decoys.actions.links import make_link
from hustings.security.decoys.actions.people import add_login
from hustings.security.decoys.documents import attribution, files, reader, text
from hustings.security.decoys.models import Copy, Decoy, Document, Entry, Link

READY = Path(text.__file__).parent / "ready"
MOST_COPIES = 250
log = logging.getLogger(__name__)


class NotMarkable(Exception):
    """Too few places where copies could differ; the message says how many are missing."""


class NotMade(Exception):
    """The file can't be made; nothing of it was kept. The message says what to do."""


class NoMoreCopies(Exception):
    """No further copy would be told apart; the message says what to do."""


def ready(kind: str, language: str) -> str:
    """One of the texts that come with Hustings."""
    return (READY / f"{kind}.{language}.txt").read_text(encoding="utf-8")


@transaction.atomic
def write_document(*, title: str, language: str, text_: str, user: User) -> Document:
    """Keep a text whose copies can be told apart; NotMarkable where they can't."""
    try:
        paper = text.checked(text_)
    except text.BadText as few:
        words = _(
            "The text has %(n)d places where copies can differ; at least %(least)d are needed. "
            "Write them as {one word|another}."
        )
        raise NotMarkable(words % {"n": few.args[0], "least": text.LEAST_PLACES}) from None
    document = Document.objects.create(title=text.clean_line(title), language=language, text=paper.text)
    register.write(Entry.Deed.DOCUMENT, register.about(document), register.said_of(document), user)
    return document


@transaction.atomic
def make_copy(
    *, document: Document, format_: str, place: str, user: User, decoy: Decoy | None = None,
    calls_home: bool = True,
) -> Copy:  # fmt: skip
    """One more unlike copy, for one place. ``decoy``: its log-in; ``calls_home``: link and picture."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    paper = text.Paper(text.clean(document.text))
    others = list(document.copies.order_by("number").values_list("number", "choices"))
    number = max((one for one, _choices in others), default=0) + 1
    if number > MOST_COPIES:
        raise NoMoreCopies(
            _("A document can have %(n)d copies at most: create another document.") % {"n": MOST_COPIES}
        )
    try:
        words = text.choose(paper, [choices["words"] for _number, choices in others])
    except text.BadText:
        raise NoMoreCopies(
            _("Another copy couldn’t be told apart: add more places where copies differ.")
        ) from None
    name = Copy(document=document, format=format_).file_name.lower()
    link = make_link(name=name, place=place, user=user) if calls_home else None
    marks = _marks(document, number, link, fetches=format_ != Copy.Format.PDF)
    values = {"link": marks.link} if link else {}
    if decoy:
        shown = add_login(decoy=decoy, place=place, user=user)
        values |= {"log-in": decoy.address, "password": shown.password}
    data = _made(format_, paper.filled(words, marks.mark, values), marks)
    measures = [round(each, 3) + 0.0 for each in reader.understand(data).measures or ()]
    copy = Copy.objects.create(
        document=document, number=number, format=format_, place=place, mark=marks.mark, layout=marks.layout,
        choices={"words": words, "measures": measures or None}, link=link, content=data,
        sha256=hashlib.sha256(data).hexdigest(),
    )  # fmt: skip
    register.write(Entry.Deed.COPY, register.about(copy), register.said_of(copy), user)
    return copy


def _made(format_: str, blocks: list[text.Block], marks: files.Marks) -> bytes:
    """The file, or NotMade: whatever it is in the text that a writer of files can't take."""
    try:
        return files.MAKERS[format_](blocks, marks)
    except Exception as error:
        log.exception("decoys.not_made format=%s", format_)
        words = _("The file couldn’t be created: %(why)s. Use plain text, or choose another format.")
        raise NotMade(words % {"why": f"{type(error).__name__}: {error}"[:200]}) from error


def _marks(document: Document, number: int, link: Link | None, *, fetches: bool) -> files.Marks:
    url = address_of(link) if link else ""
    picture = address_of(link, "logo.png") if link and fetches else ""
    author = str(Campaign.current().sender[0])
    mark = secrets.token_hex(16)
    return files.Marks(
        mark, number, text.clean_line(document.title) or "1", author, timezone.now(), url, picture
    )


def address_of(link: Link, name: str = "") -> str:
    """The address that calls home; a name that can stand in none is changed, never refused."""
    shown = (name or link.name).replace("/", "-")
    shown = shown if shown.strip(".") else "file"  # browsers walk up from points
    path = reverse("shared_file", args=[link.token, shown])
    return str(settings.BASE_URL) + path


@dataclass(frozen=True)
class Found:
    copy: Copy
    match: attribution.Match

    @property
    def percent(self) -> str:
        """How sure, never more than is known."""
        sure = self.match.sure
        return "> 99.99" if sure > 0.9999 else f"{100 * sure:.2f}" if sure > 0.99 else f"{100 * sure:.0f}"

    @property
    def says(self) -> str:
        if self.match.sure >= attribution.SURE:
            return _("certain")
        return _("very likely") if self.match.sure >= attribution.LIKELY else _("possible")


def identify(*, data: bytes) -> list[Found]:
    """The copies that a found document may have been, the surest first; or Unreadable."""
    read = reader.read(data)
    found = attribution.find(read, data, _known())
    copies = Copy.objects.select_related("document").defer("content").in_bulk([each.key for each in found])
    return [Found(copies[each.key], each) for each in found]


def _known() -> Iterator[attribution.Known]:
    papers: dict[int, text.Paper] = {}
    rows = Copy.objects.select_related("document").defer("content").order_by("pk")
    for copy in rows.iterator(500):
        paper = papers.setdefault(copy.document_id, text.Paper(copy.document.text))
        measures = copy.choices["measures"]
        yield attribution.Known(
            copy.pk, paper, copy.choices["words"], measures and tuple(measures), copy.mark, copy.sha256,
            copy.format,
        )  # fmt: skip
