"""A link straight to something that runs."""

import re
from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found

_PROGRAM = re.compile(
    r"/[^/?#]{1,200}\.(exe|scr|js|jse|vbs|vbe|wsf|hta|msi|msix|appinstaller|bat|cmd|ps1|lnk|iso|img|vhd|vhdx|jar|apk"
    r"|one|xll|library-ms|search-ms|7z|rar|zip)(?:[?#]|$)",
    re.IGNORECASE,
)
_ARCHIVES = {"zip", "7z", "rar"}


@detector
def link_to_program(facts: Facts) -> Iterator[Evidence]:
    """A link downloads a program or an archive."""
    if facts.bulk.is_list:
        return
    for link in facts.foreign:
        if match := _PROGRAM.search(link.url):
            kind = match.group(1).lower()
            yield found(
                "{host} offers a .{kind} file.",
                0.5 if kind in _ARCHIVES else 1.0,
                host=link.host,
                kind=kind,
            )
