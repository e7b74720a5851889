"""Files written into the text itself, as mail did before MIME and some programs still show."""

import re

from mailguard.message.encodings import transfer

_BEGIN = re.compile(r"^begin [0-7]{3,4} (\S[^\n]{0,300})\n(?=[ -`])", re.MULTILINE)
_END = re.compile(r"^end[ \t]*$", re.MULTILINE)
_MOST = 10


def cut(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The text without such files, and each file's name and bytes; at most ten."""
    if "begin " not in text:
        return text, []
    kept: list[str] = []
    files: list[tuple[str, bytes]] = []
    at = 0
    while len(files) < _MOST and (begin := _BEGIN.search(text, at)):
        end = _END.search(text, begin.end())
        stop = end.end() if end else len(text)
        data, _ = transfer.uuencode(text[begin.start() : stop].encode("utf-8", "replace"))
        kept.append(text[at : begin.start()])
        files.append((begin[1].strip(), data))
        at = stop
    return "".join((*kept, text[at:])), files
