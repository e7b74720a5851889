"""Codes in links that people share: ``?via=CODE.TEXT``, each of which may be left out."""

from urllib.parse import parse_qsl, urlsplit

VIA = "via"


def code_in(text: str) -> str:
    """The code of somebody's link, out of any address with it; the text itself where it is no address."""
    parts = urlsplit(text.strip())
    via = dict(parse_qsl(parts.query)).get(VIA, "")
    return (via.partition(".")[0] or parts.path.rstrip("/").rpartition("/")[2])[:16]
