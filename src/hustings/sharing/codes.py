"""A link as a QR code: as SVG for print in any size, as PNG for programs that know no SVG."""

import io

import qrcode
from qrcode.image.svg import SvgPathFillImage


def _code(link: str) -> "qrcode.QRCode[object]":
    made = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4, box_size=20)
    made.add_data(link)
    return made


def svg(link: str) -> bytes:
    """Black on white: a code on a dark poster needs its own ground."""
    file = io.BytesIO()
    _code(link).make_image(image_factory=SvgPathFillImage).save(file)
    return file.getvalue()


def png(link: str) -> bytes:
    """Twenty points a square: sharp on a poster."""
    file = io.BytesIO()
    _code(link).make_image().save(file, "PNG")
    return file.getvalue()
