"""Code to copy into other sites: a link and a script, or a frame.

The code names the hash of its versioned script, which is never changed: a new one gets a new number.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from hustings.foundation.lib.embeds import Thing
from hustings.site.embeds import kinds

SCRIPTS = Path(__file__).parent / "scripts"
NEWEST = 1


@cache
def script(version: int) -> bytes | None:
    """The text of a version; None where there is none."""
    path = SCRIPTS / f"{version}.js"
    return path.read_bytes() if path.is_file() else None


@cache
def integrity(version: int) -> str:
    digest = hashlib.sha384(script(version) or b"").digest()
    return f"sha384-{base64.b64encode(digest).decode()}"


def with_script(thing: Thing, language: str, theme: str) -> str:
    """A link that the script makes a frame of; where it may not, the link stays."""
    return _code("embeds/code_script.html", thing, language, theme)


def with_frame(thing: Thing, language: str, theme: str) -> str:
    """The frame alone, at a fixed height, and a link below it."""
    return _code("embeds/code_frame.html", thing, language, theme)


def _code(template: str, thing: Thing, language: str, theme: str) -> str:
    with translation.override(language):
        words = {
            "thing": thing, "language": language, "theme": theme, "integrity": integrity(NEWEST),
            "script": settings.BASE_URL + reverse("embed_script", args=[NEWEST]),
            "frame": settings.BASE_URL + kinds.path_of(thing) + (f"?theme={theme}" if theme else ""),
        }  # fmt: skip
        return render_to_string(template, words).strip()
