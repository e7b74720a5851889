"""Uploaded pictures: read, turned upright, made smaller, and written anew without what a camera adds.

A photograph tells where and when it was taken: none of that is kept.
"""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError
from wagtail.images import get_image_model

MOST = 6  # of a report
LARGEST = 10_000_000  # bytes
_WIDEST = 2_000
_PIXELS = 60_000_000
_FORMATS = ("JPEG", "PNG", "WEBP")


class NoPicture(Exception):
    """It can't be read as a picture, or is too large; the message says so."""


def keep(upload: Any, title: str) -> Any:
    """A picture of the media library from an upload. Raises NoPicture."""
    if upload.size > LARGEST:
        raise NoPicture(_("Choose a picture of at most 10 MB."))
    try:
        with Image.open(upload, formats=_FORMATS) as found:
            if found.width * found.height > _PIXELS:
                raise NoPicture(_("Choose a smaller picture."))
            upright = ImageOps.exif_transpose(found).convert("RGB")
            upright.thumbnail((_WIDEST, _WIDEST))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:
        raise NoPicture(_("Choose a picture in JPEG, PNG or WebP format.")) from broken
    written = BytesIO()
    upright.save(written, "JPEG", quality=85)
    name = ContentFile(written.getvalue(), name="event.jpg")
    made = get_image_model()(title=title[:255], file=name, width=upright.width, height=upright.height)
    made.save()
    return made
