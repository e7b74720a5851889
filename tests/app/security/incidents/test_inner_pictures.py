"""Pictures that lie within a mail are drawn anew; nothing is fetched, nothing gets out of its place."""

import base64
import io
import re
import time
from email.message import EmailMessage

from PIL import Image

from hustings.security.incidents.hostile_mail import inner_pictures, picture


def dots(kind: str = "png", size: tuple[int, int] = (40, 30), colour: str = "#c00000") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind, comment=b"a secret") if kind == "gif" else Image.new(
        "RGB", size, colour
    ).save(file, kind)
    return file.getvalue()


def mail(html: str, **parts: bytes) -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"] = "it@evil.example", "Look"
    made.set_content("Look")
    made.add_alternative(html, subtype="html")
    for name, data in parts.items():
        made.get_payload()[1].add_related(data, "image", "png", cid=f"<{name}@evil.example>")
    return bytes(made)


def shown(html: str, **parts: bytes) -> str:
    return picture.draw(mail(html, **parts)).html.partition("<body>")[2]


def pictures(page: str) -> list[Image.Image]:
    found = re.findall(r'<img alt="[^"<>]*" src="data:image/jpeg;base64,([A-Za-z0-9+/=]+)">', page)
    assert len(found) == page.count("<img")
    return [Image.open(io.BytesIO(base64.b64decode(each))) for each in found]


def test_parts_and_addresses_that_hold_a_picture_are_drawn_anew_and_smaller():
    inline = base64.b64encode(dots("gif", (30, 30), "#0000c0")).decode()
    page = shown(
        f"<p>Pay <IMG SRC='cid:one@evil.example' alt=\"scan it\"> now"
        f"<img src=data:image/gif;base64,{inline}></p>"
        '<img src="cid:wide%40evil.example">',
        one=dots(), wide=dots(size=(3_000, 20)),
    )  # fmt: skip
    red, blue, wide = pictures(page)
    assert red.size == (40, 30) and red.getpixel((5, 5))[0] > 150 and red.getpixel((5, 5))[2] < 60
    assert blue.getpixel((5, 5))[2] > 150 and wide.width == 900
    assert 'alt="scan it"' in page and b"a secret" not in base64.b64decode(
        re.findall(r"base64,([^\"]+)", page)[1]
    )
    assert "\ue0f0" not in page


def test_nothing_is_fetched_and_what_is_no_picture_is_left_out():
    page = shown(
        '<img src="https://evil.example/pixel.gif" alt="Open https://evil.example"><img src="file:///etc/passwd">'
        '<img src="cid:page@evil.example"><img src="data:image/svg+xml;base64,PHN2Zz4=" alt="v">'
        '<img src="cid:no">',
        page=b"<script>alert(1)</script>",
    )  # fmt: skip
    assert "<img" not in page and "[Open hxxps://evil[.]example]" in page and "[v]" in page
    assert "pixel.gif" not in page and "passwd" not in page


def test_no_picture_gets_into_an_attribute_and_no_text_passes_for_its_place():
    page = shown(
        '<a title="<img src=\'cid:one@evil.example\' alt=\' onclick=alert(1) \'>" href="https://evil.example">x</a>'
        "\ue0f07\ue0f1 \ue0f00\ue0f1 <img alt='\"><script>' src=cid:one@evil.example>",
        one=dots(),
    )  # fmt: skip
    pictures(page)
    assert (
        "onclick" not in re.sub(r'alt="[^"]*"', "", page) and "<script" not in page and "\ue0f0" not in page
    )


def test_bombs_and_endless_tags_take_a_moment_and_one_picture_is_read_once():
    bomb = dots(size=(6_000, 6_000), colour="white")
    began = time.monotonic()
    page = shown(
        "<img src='cid:bomb@evil.example' alt=b>" + "<img src='cid:one@evil.example'>" * 150,
        bomb=bomb,
        one=dots(),
    )
    assert len(pictures(page)) == 150 and "[b]" in page
    for hostile in (
        "<img " * 40_000,
        "<img src='" * 40_000,
        "<img src=data:image/png;base64," + "A" * 300_000,
    ):
        picture.draw(mail(hostile))
    assert time.monotonic() - began < 12
    assert inner_pictures.drawn_anew(b"GIF89a") == ""
