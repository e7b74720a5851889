"""Scripts of the operating system: what they call and where they lead."""

import re

from mailguard.files.finding import Case, Finding
from mailguard.files.formats import commands, links_in
from mailguard.files.kinds import decode

_ENCODED = re.compile(r"#@~\^[A-Za-z0-9+/=]{6,8}")  # Microsoft's script encoder
_NOISE = re.compile(
    r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{500,}|(?:\\x[0-9a-f]{2}){30,}|(?:chrw?\(\d+\)\s?&\s?){10,}",
    re.IGNORECASE,
)


def read(data: bytes, case: Case) -> Finding:
    found, text = Finding(), decode(data[:1_000_000])
    if words := commands.harm(text):
        found.note("script_suspicious", ", ".join(words))
    if _ENCODED.search(text) or _NOISE.search(text):
        found.note("obfuscated", "encoded text")
    for url in links_in.urls(text, 20):
        found.link(url)
    found.say(text[:4_000])
    return found
