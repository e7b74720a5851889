"""Letters of other alphabets that pass for Latin ones."""

import re
from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found

_LATIN = r"[A-Za-z\u00c0-\u024f]"
# Cyrillic and Greek letters that look Latin, and the styled alphabets that programs read as other characters.
_ALIKE = r"[АВЕЅІЈКМНОРСТУХаеѕіјорсухѵԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲ]"
_MIXED = re.compile(rf"(?<!\w)(?:{_LATIN}+{_ALIKE}|{_ALIKE}+{_LATIN})\w*")
_FOREIGN = re.compile(_ALIKE)
_STYLED = re.compile(r"[\U0001d400-\U0001d7ff\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9]{3,}")


@detector
def text_mixed_scripts(facts: Facts) -> Iterator[Evidence]:
    """Words are written with look-alike letters from another alphabet."""
    for where in (facts.subject, facts.author.name, facts.text[:8_000]):
        if where.isascii():
            continue
        mixed = _FOREIGN.search(where) and _MIXED.search(where)  # most texts have none of these letters
        if match := mixed or _STYLED.search(where):
            yield found("“{word}” is not written with the letters that it shows.", word=match.group()[:40])
