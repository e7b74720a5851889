"""Codes of municipalities and numbers of polling stations, as files and people write them."""

LONGEST = 12  # characters of a code, and of a number


def municipality(text: str) -> str:
    """An official code of a municipality: ``1004`` and ``01004`` are one, as are ``2a004`` and ``2A004``."""
    code = text.strip().removesuffix(".0").upper()
    return code.rjust(5, "0") if code.isdecimal() else code


def number(text: str) -> str:
    """A station's number: ``1``, ``0001`` and a workbook's ``1.0`` are one. Letters stay: ``12A``."""
    plain = text.strip().removesuffix(".0").upper()
    return plain.rjust(4, "0") if plain.isdecimal() else plain


def shown(number: str) -> str:
    """A number as people say it: without the zeros in front."""
    return number.lstrip("0") or number
