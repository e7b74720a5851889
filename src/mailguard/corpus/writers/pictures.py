"""Photographs that show nothing in particular."""

import io
from random import Random

import PIL.Image


def photograph(random: Random, size: int = 48) -> bytes:
    squares = bytes(random.randrange(256) for _ in range(8 * 8 * 3))
    picture = PIL.Image.frombytes("RGB", (8, 8), squares).resize((size, size))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=60)
    return out.getvalue()
