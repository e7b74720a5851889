"""HTML cut into tags and text as browsers do it (WHATWG HTML 13.2.5), in linear time and space.

No tree, which a hostile page makes thousands of times larger: ``page`` keeps a bounded stack.
"""

import html as entities
import re
from functools import lru_cache

from mailguard.message import limits

_SPACE = r"[ \t\n\f\r]"
_VALUE = r"(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^ \t\n\f\r>\"'][^ \t\n\f\r>]*+)"
_ATTRIBUTE = rf"(?:[ \t\n\f\r/]++|=?[^ \t\n\f\r/>=]++(?:{_SPACE}*+={_SPACE}*+{_VALUE}?+)?+|=)"
TOKEN = re.compile(
    rf"<(?:(/?)([A-Za-z][^ \t\n\f\r/>]*+)({_ATTRIBUTE}*+)(?:>|\Z)"
    r"|(!--(?:>|->|.*?(?:--!?>|\Z)))|([!?/][^>]*+)(?:>|\Z))",
    re.DOTALL,
)
_PAIR = re.compile(
    rf"[ \t\n\f\r/]*+(=?[^ \t\n\f\r/>=]++|=)(?:{_SPACE}*+={_SPACE}*+"
    rf"(?:\"([^\"]*+)(?:\"|\Z)|'([^']*+)(?:'|\Z)|([^ \t\n\f\r>\"'][^ \t\n\f\r>]*+))?+)?+"
)
# Elements whose content is text whatever it looks like.
RAW = {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"}
VOID = {
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr",
}  # fmt: skip
_ATTRIBUTES = 60


def attributes(text: str) -> dict[str, str]:
    """Names in lower case with their values, the first of each name as browsers take it."""
    found: dict[str, str] = {}
    few = len(text) <= limits.CACHED  # then all at once is quicker, else it may take too much space
    for name, double, single, bare in (
        _PAIR.findall(text) if few else (match.groups("") for match in _PAIR.finditer(text))
    ):
        name = name.lower()
        if name not in found:
            value = double or single or bare
            found[name] = entities.unescape(value) if "&" in value else value
            if len(found) == _ATTRIBUTES:
                break
    return found


@lru_cache(16)
def end_of(tag: str) -> re.Pattern[str]:
    return re.compile(rf"</{tag}(?=[ \t\n\f\r/>])[^>]*>?", re.IGNORECASE)


def unescape(text: str) -> str:
    return entities.unescape(text) if "&" in text else text
