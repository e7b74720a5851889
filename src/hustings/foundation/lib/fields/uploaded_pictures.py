"""Uploaded pictures: read, turned upright, made smaller, and written anew without what a camera adds.

A photograph tells where and when it was taken: none of that is kept.
"""

from io import BytesIO
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError
from wagtail.images import get_image_model

LARGEST = 10_000_000  # bytes
WIDEST = 2_000
_PIXELS = 60_000_000
_FORMATS = ("JPEG", "PNG", "WEBP")
_BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError)


class NoPicture(Exception):
    """It can't be read as a picture, or is too large; the message says so."""


def written_anew(upload: Any, name: str = "picture.jpg", widest: int = WIDEST) -> ContentFile[bytes]:
    """The same picture as a JPEG of ours, on white where it lets shine through. Raises NoPicture."""
    if upload.size > LARGEST:
        raise NoPicture(_("Choose a picture of at most 10 MB."))
    try:
        with Image.open(upload, formats=_FORMATS) as found:
            if found.width * found.height > _PIXELS:
                raise NoPicture(_("Choose a smaller picture."))
            plain = _on_white(ImageOps.exif_transpose(found))
            plain.thumbnail((widest, widest))
            plain.info.clear()  # Pillow would write a comment anew
    except _BROKEN as broken:
        raise NoPicture(_("Choose a picture in JPEG, PNG or WebP format.")) from broken
    written = BytesIO()
    plain.save(written, "JPEG", quality=85)
    return ContentFile(written.getvalue(), name=name)


def _on_white(found: Image.Image) -> Image.Image:
    if not found.has_transparency_data:
        return found.convert("RGB")
    above = found.convert("RGBA")
    below = Image.new("RGB", above.size, "white")
    below.paste(above, mask=above.getchannel("A"))
    return below


class UploadedPicture(forms.FileField):
    """An upload; what comes out of it was read and written anew."""

    widget = forms.ClearableFileInput({"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if not upload:
            return upload
        try:
            return written_anew(upload)
        except NoPicture as refused:
            raise forms.ValidationError(str(refused), code="picture") from refused


def keep(file: Any, title: str) -> Any:
    """A picture of the media library, from what was written anew."""
    with Image.open(file) as found:
        width, height = found.size
    file.seek(0)
    made = get_image_model()(title=title[:255], file=file, width=width, height=height)
    made.save()
    return made
