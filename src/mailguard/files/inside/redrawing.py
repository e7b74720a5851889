"""A picture drawn anew, of its dots alone: nothing else of the file that a stranger made is shown."""

import io

from PIL import Image, ImageFile

from mailguard.files.finding import Case, Finding, Member

_MOST_PIXELS = 16_000_000
_WIDE, _HIGH = 900, 1_600
_MOST = 1_000_000  # bytes of what is drawn
Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
ImageFile.LOAD_TRUNCATED_IMAGES = True  # mail programs show what is there


def read(data: bytes, case: Case) -> Finding:
    """The first frame as a JPEG, on white where it is see-through; nothing where there are too many dots."""
    found = Finding()
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF", "BMP", "WEBP")) as picture:
        if picture.width * picture.height > _MOST_PIXELS:
            found.note("bomb", f"{picture.width} by {picture.height} pixels")
            return found
        picture.draft("RGB", (_WIDE, _HIGH))
        picture.thumbnail((_WIDE, _HIGH))
        rgba = picture.convert("RGBA")
    sheet = Image.new("RGB", rgba.size, "white")
    sheet.paste(rgba, mask=rgba.getchannel("A"))
    file = io.BytesIO()
    sheet.save(file, "jpeg", quality=82)
    if file.tell() <= _MOST:
        found.members.append(Member("picture.jpg", file.getvalue(), "image/jpeg", file.tell(), is_part=True))
    return found
