"""Bank accounts in a text: IBANs whose length and check digits (ISO 13616, ISO 7064 mod 97-10) hold."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

# Characters by country, from the IBAN registry.
_LENGTHS = {
    **{"AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29},
    **{"BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29},
    **{"ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28},
    **{"HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20},
    **{"LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27},
    **{"MT": 31, "MU": 30, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24},
    **{"RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26, "UA": 29, "XK": 20},
}
# It looks back from its first letter, since it is sought by that.
_SHAPE = re.compile(r"[A-Z](?<![A-Za-z0-9].)[A-Z]\d{2}(?:[ \u00a0.-]?[A-Z0-9]){11,30}")
_READ = 20_000  # characters of each text


@lru_cache(256)
def find(text: str) -> tuple[str, ...]:
    """The valid IBANs of a text without their blanks, each once, in their order."""
    found: dict[str, None] = {}
    for match in _SHAPE.finditer(text[:_READ]):
        plain = re.sub(r"[ \u00a0.-]", "", match.group())
        length = _LENGTHS.get(plain[:2], 0)
        if length and len(plain) >= length and _checks(plain[:length]):
            found[plain[:length]] = None
    return tuple(found)


class _File(Protocol):
    @property
    def text(self) -> str: ...


class Told(Protocol):
    """What may name accounts: the facts of a message."""

    @property
    def text(self) -> str: ...

    @property
    def files(self) -> Sequence[_File]: ...


def of(facts: Told) -> tuple[str, ...]:
    """Those of a message: in its words, not in what it quotes, and in its files."""
    found = dict.fromkeys(find(facts.text))
    for file in facts.files:
        if file.text:
            found.update(dict.fromkeys(find(file.text)))
    return tuple(found)


def normal(text: str) -> str:
    """An IBAN as people write it, without blanks and in capitals."""
    return re.sub(r"[\s.-]", "", text).upper()


def _checks(plain: str) -> bool:
    turned = plain[4:] + plain[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1
