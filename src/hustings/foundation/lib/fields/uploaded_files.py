"""Files that people add, told by their bytes: nothing that runs, nothing that is locked."""

import zipfile
from io import BytesIO
from pathlib import PurePath
from typing import Any, NamedTuple

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from hustings.foundation.lib.fields import uploaded_pictures
from hustings.foundation.lib.text.plain_text import tidy
from mailguard.files import examine, looks

LARGEST = 10_000_000  # bytes
NAME = 150
PICTURE_WIDEST = 4_000  # enough for a leaflet that is printed
# Ending -> what its bytes must be, and how it is sent.
KINDS = {
    "pdf": ("pdf", "application/pdf"),
    "odt": ("odf", "application/vnd.oasis.opendocument.text"),
    "ods": ("odf", "application/vnd.oasis.opendocument.spreadsheet"),
    "odp": ("odf", "application/vnd.oasis.opendocument.presentation"),
    "odg": ("odf", "application/vnd.oasis.opendocument.graphics"),
    "docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pptx": ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "txt": ("text", "text/plain; charset=utf-8"),
    "jpg": ("jpeg", "image/jpeg"),
    "jpeg": ("jpeg", "image/jpeg"),
    "png": ("png", "image/png"),
    "webp": ("webp", "image/webp"),
}
PICTURES = frozenset({"jpeg", "png", "webp"})
# Traits by which the engine says that opening it does more than show it.
_ACTIVE = frozenset(
    "macro macro_auto macro_suspicious remote_template dde ole_object ole_package activex equation objupdate"
    " pdf_auto pdf_script pdf_launch pdf_submit executable script embedded bomb".split()
)
_BASIC = ("Basic/", "Scripts/")  # where ODF keeps macros


class NoFile(Exception):
    """It can't be handed out; the message says why and what to do."""


class Checked(NamedTuple):
    """A file that may be kept."""

    content: ContentFile[bytes]
    name: str
    kind: str


def accept() -> str:
    """For the browser's chooser."""
    return ",".join(f".{ending}" for ending in KINDS)


def checked(upload: Any) -> Checked:
    """The upload, by its true kind; a picture is written anew. Raises NoFile."""
    if upload.size > LARGEST:
        raise NoFile(_("Choose a file of at most 10 MB."))
    path = PurePath(" ".join(tidy(upload.name).split()))
    kind, stem = path.suffix.lower().removeprefix("."), path.stem[: NAME - 10].strip(" .")
    if kind not in KINDS or not stem:
        raise NoFile(_("Choose a PDF, an OpenDocument or Office file without macros, a text or a picture."))
    data = upload.read()
    if looks(data) != KINDS[kind][0]:
        raise NoFile(_("The file is broken, or not what its name says. Export it again as PDF."))
    if KINDS[kind][0] in PICTURES:
        return _picture(upload, stem)
    _demand_quiet(kind, upload.name, data)
    return Checked(ContentFile(data, name=f"file.{kind}"), f"{stem}.{kind}", kind)


def _picture(upload: Any, stem: str) -> Checked:
    upload.seek(0)
    try:
        content = uploaded_pictures.written_anew(upload, widest=PICTURE_WIDEST)
    except uploaded_pictures.NoPicture as refused:
        raise NoFile(str(refused)) from refused
    return Checked(content, f"{stem}.jpg", "jpg")


def _demand_quiet(kind: str, name: str, data: bytes) -> None:
    """Refuse what runs something, and what is locked: nobody could look into it."""
    traits = {trait.name for file in examine("1", name, "", data) for trait in file.traits}
    if traits & _ACTIVE or (KINDS[kind][0] == "odf" and _has_basic(data)):
        raise NoFile(_("The file holds macros or active content. Export it as PDF without them."))
    if "encrypted" in traits:
        raise NoFile(_("The file is locked with a password. Save it without one."))
    if "unread" in traits:
        raise NoFile(_("The file is broken, or not what its name says. Export it again as PDF."))


def _has_basic(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as found:
            return any(name.startswith(_BASIC) for name in found.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):  # packed in a way that nobody reads
        return True
