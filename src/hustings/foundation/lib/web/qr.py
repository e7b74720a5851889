"""A link as a QR code: in a page, as SVG for print in any size, as PNG for programs that know no SVG."""

import io

import qrcode
from django.utils.safestring import SafeString, mark_safe
from qrcode.image.svg import SvgPathFillImage, SvgPathImage


def _code(link: str, size: int) -> "qrcode.QRCode[object]":
    made = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4, box_size=size)
    made.add_data(link)
    return made


def in_page(link: str) -> SafeString:
    """To stand in HTML, on whatever ground is there."""
    drawn: str = _code(link, 10).make_image(image_factory=SvgPathImage).to_string(encoding="unicode")
    return mark_safe(drawn)  # noqa: S308 # made here, and nothing in it is typed


def svg(link: str) -> bytes:
    """Black on white: a code on a dark poster needs its own ground."""
    file = io.BytesIO()
    _code(link, 20).make_image(image_factory=SvgPathFillImage).save(file)
    return file.getvalue()


def png(link: str) -> bytes:
    """Twenty points a square: sharp on a poster."""
    file = io.BytesIO()
    _code(link, 20).make_image().save(file, "PNG")
    return file.getvalue()
