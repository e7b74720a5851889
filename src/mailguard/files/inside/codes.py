"""QR codes in pictures."""

import io
from typing import Any

import zxingcpp
from PIL import Image, ImageFile

from mailguard.files.finding import Case, Finding
from mailguard.files.formats import links_in

_MOST_PIXELS = 40_000_000
_SIDE = 1_600  # pixels: larger pictures are made smaller first
_FORMATS = (
    zxingcpp.BarcodeFormat.QRCode,
    zxingcpp.BarcodeFormat.MicroQRCode,
    zxingcpp.BarcodeFormat.DataMatrix,
    zxingcpp.BarcodeFormat.Aztec,
)
Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
ImageFile.LOAD_TRUNCATED_IMAGES = True  # programs show what is there


def read(data: bytes, case: Case) -> Finding:
    found = Finding()
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF", "BMP", "WEBP")) as picture:
        if picture.width * picture.height > _MOST_PIXELS:
            found.note("bomb", f"{picture.width} by {picture.height} pixels")
            return found
        picture.draft("L", (_SIDE, _SIDE))  # a JPEG is decoded at an eighth to the full size
        scan(_flat(picture), found)
    return found


def _flat(picture: Image.Image) -> Image.Image:
    picture.thumbnail((_SIDE, _SIDE))
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        rgba = picture.convert("RGBA")
        white = Image.new("RGBA", rgba.size, "white")
        return Image.alpha_composite(white, rgba).convert("L")
    return picture.convert("L")


def scan(picture: Any, found: Finding) -> None:
    for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(_FORMATS))[:10]:
        if text := code.text.strip():
            found.note("qr", text)
            if url := links_in.whole(text):
                found.link(url, where="qr")
