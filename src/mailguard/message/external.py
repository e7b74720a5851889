"""Content that lies elsewhere (message/external-body: RFC 2046 5.2.3, RFC 2017): address and names of it."""

from collections.abc import Mapping
from urllib.parse import unquote

from mailguard.facts import Link
from mailguard.message import declared, headers, limits, unwrap, urls

TYPE = "message/external-body"
_OVER_FTP = {"ftp", "anon-ftp", "tftp"}
_MOST_NAME = 300  # characters


def names(found: Mapping[str, str], given: tuple[str, ...], content: bytes) -> tuple[str, ...]:
    """Names that it may be saved under: the part's, its address's, those of the headers that stand for it."""
    path, _, query = _address(found).partition("#")[0].partition("?")
    of_address = (unquote(path.partition("://")[2].rpartition("/")[2]), unquote(query.rpartition("=")[2]))
    block = headers.read(content, 0, len(content), limits.HEADER_VALUE, only="content-")
    return tuple(filter(None, (*given, *of_address, *declared.read(block, "").names)))


def links(found: Mapping[str, str], part: str) -> tuple[Link, ...]:
    """Its address, which the reader's program follows."""
    url, host = urls.read(_address(found))
    if not host:
        return ()
    return (Link(url, host, found.get("name", "")[:_MOST_NAME], "file", part, inner=unwrap.inner(url)),)


def _address(found: Mapping[str, str]) -> str:
    if url := "".join(found.get("url", "").split()):  # long ones are written with blanks in them
        return url
    site, name = found.get("site", ""), found.get("name", "")
    if site and found.get("access-type", "").lower() in _OVER_FTP:
        return f"ftp://{site}/{found.get('directory', '').strip('/')}/{name}"
    return ""
