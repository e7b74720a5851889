"""A photo read: its sheet found, its marks kept, what is doubtful left to somebody."""

import io
import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from PIL import Image

from hustings.field.walk_sheets.models import Photo, Reading, Sheet, SheetVersion
from hustings.field.walk_sheets.paper import marks, photos
from hustings.field.walk_sheets.paper.marks import Mark

log = logging.getLogger(__name__)
_STATES = {marks.State.FILLED: Reading.State.TICKED, marks.State.DOUBTFUL: Reading.State.DOUBTFUL}


def read(photo: Photo) -> None:
    """Read a photo that was not read yet; one that can't be says why."""
    if photo.read_at or photo.picture is None:
        return
    try:
        found = photos.found(photos.opened(bytes(photo.picture)))
        version = _version(photo, found)
        flat, read_marks = marks.read(found, version.laid_out)
    except photos.Unreadable as refused:
        _refuse(photo, refused.reason)
        return
    _keep(photo, version, found.page.number, flat, read_marks)


def _version(photo: Photo, found: photos.Found) -> SheetVersion:
    """The sheet that the codes name, where whoever took the photo sees it."""
    sheets = Sheet.objects.visible_to(photo.user) if photo.user else Sheet.objects.none()
    rows = SheetVersion.objects.filter(sheet__in=sheets, number=found.page.version)
    version = rows.filter(sheet=found.page.plan).first()
    if version is None or not found.is_of(version.word) or found.page.number > version.laid_out.n_pages:
        raise photos.Unreadable("foreign")
    return version


@transaction.atomic
def _refuse(photo: Photo, reason: str) -> None:
    """Say why, and keep no picture of what is no sheet."""
    rows = Photo.objects.filter(pk=photo.pk, read_at=None)
    rows.update(read_at=timezone.now(), problem=reason, picture=None)
    log.info("walk_sheets.photo refused id=%s reason=%s", photo.pk, reason)


@transaction.atomic
def _keep(photo: Photo, version: SheetVersion, number: int, flat: Image.Image, found: list[Mark]) -> None:
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=70)
    rows = Photo.objects.filter(pk=photo.pk, read_at=None)
    if not rows.update(read_at=timezone.now(), version=version, page=number, picture=out.getvalue()):
        return  # another worker was faster
    doors = version.laid_out.page(number)
    Reading.objects.bulk_create(
        Reading(
            photo=photo, row=mark.box.row, door=doors[mark.box.row].key, question=mark.box.question,
            choice=mark.box.choice, state=_STATES[mark.state], reason=mark.reason, x=mark.x, y=mark.y,
        )
        for mark in found
        if mark.state in _STATES
    )  # fmt: skip
    log.info("walk_sheets.photo read id=%s version=%s page=%s", photo.pk, version.pk, number)


def cut_out(reading: Any) -> bytes:
    """The box of a doubtful mark and its neighbours, as PNG; needs the photo."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(bytes(reading.photo.picture)), formats=["JPEG"]) as page:
        marks.around(page, reading.x, reading.y).resize((486, 240)).save(out, "PNG")
    return out.getvalue()
