"""Pictures of pages for those who share them: drawn where a page has none of its own, and kept as files."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from wagtail.models import Page

from hustings.site.website.discovery import share_pictures
from hustings.site.website.look.theme import Theme
from hustings.site.website.models import Look

FOLDER = "shared"
DRAWN_AS = "2"  # another one when pictures are drawn in another way, so that they get other addresses


@dataclass(frozen=True)
class Shared:
    """The picture that a page is shared with, by what it is drawn from."""

    page: int
    title: str
    name: str
    theme: Theme
    photo: Any = None
    row: int = 0  # what the page shows, such as a date, where that has a picture of its own
    line: str = ""  # below the title, such as when and where

    @property
    def digest(self) -> str:
        photo = self.photo.get_file_hash() if self.photo else ""
        parts = (DRAWN_AS, self.title, self.name, repr(self.theme), photo, *filter(None, [self.line]))
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:20]

    @property
    def url(self) -> str:
        """Where it is; another address once it looks otherwise."""
        if self.row:
            return reverse("shared_row_picture", args=[self.page, self.row, self.digest])
        return reverse("shared_picture", args=[self.page, self.digest])

    @property
    def words(self) -> str:
        return " – ".join(filter(None, [self.title, self.line, self.name]))

    @property
    def files(self) -> str:
        return f"{self.page}.{self.row}-" if self.row else f"{self.page}-"

    def drawn(self) -> tuple[bytes, str]:
        return share_pictures.draw(
            share_pictures.Card(self.title, self.name, self.theme, _photo(self.photo), self.line)
        )


def of(page: Any, look: Look, name: str) -> Shared | None:
    """A page's share picture; None for one of its own or no page of ours. ``name``: the campaign's."""
    if not hasattr(page, "share_picture") or page.share_picture_id:
        return None
    title = getattr(page, "slogan", "") or page.seo_title or page.title
    row = getattr(page, "stands_for", None)
    more = (row.pk, page.line_to_share) if row else ()
    return Shared(page.pk, title, name, look.theme, page.picture_to_share, *more)


def kept(shared: Shared) -> tuple[bytes, str]:
    """The picture from its file, drawn now if there is none. Older ones of the page are removed."""
    start = f"{shared.files}{shared.digest}."
    names = _files(shared.files)
    for name in names:
        if name.startswith(start):
            with default_storage.open(f"{FOLDER}/{name}") as file:
                return file.read(), name.rpartition(".")[2]
    data, kind = shared.drawn()
    default_storage.save(f"{FOLDER}/{start}{kind}", ContentFile(data))
    for name in names:
        default_storage.delete(f"{FOLDER}/{name}")
    return data, kind


def _files(start: str) -> list[str]:
    if not default_storage.exists(FOLDER):
        return []
    return [name for name in default_storage.listdir(FOLDER)[1] if name.startswith(start)]


def _photo(photo: Any) -> bytes:
    """The chosen part of the page's photograph, small enough to draw with; nothing where there is none."""
    if photo is None or photo.is_svg():
        return b""
    try:
        made = photo.get_rendition("max-1200x1200|format-png")
        with made.file.open() as file:
            return bytes(file.read())
    except OSError:  # its file is gone
        return b""


def public(pk: int) -> Page | None:
    found = Page.objects.live().public().filter(pk=pk).first()
    return found.specific if found else None
