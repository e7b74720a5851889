"""Parts that a text is sent and paid in: GSM-7 or UCS-2. Pure, no Django."""

from dataclasses import dataclass

# GSM 03.38: one septet each; those of the extension take two.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")
_ALONE_7, _OF_MANY_7 = 160, 153  # septets of a text in one part, and of a part of many
_ALONE_16, _OF_MANY_16 = 70, 67  # 16-bit units
# Signs of print that a phone does as well without, and each of which would more than halve a part.
_PLAIN = str.maketrans({
    "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "...",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Size:
    """Number of parts, of units in them, and of units left in the last; the signs that make it UCS-2."""

    n_parts: int
    n_units: int
    left: int
    costly: tuple[str, ...] = ()


def plain(text: str) -> str:
    """The same with plain quotes, dashes and spaces."""
    return text.replace("« ", "«").replace(" »", "»").translate(_PLAIN)


def size(text: str) -> Size:
    """Parts and units of a text; a sign of two units is never cut."""
    costly = tuple(sorted({sign for sign in text if sign not in _BASIC and sign not in _EXTENDED}))
    if costly:
        widths = [2 if ord(sign) > 0xFFFF else 1 for sign in text]
        return _size(widths, _ALONE_16, _OF_MANY_16, costly)
    return _size([2 if sign in _EXTENDED else 1 for sign in text], _ALONE_7, _OF_MANY_7, ())


def _size(widths: list[int], alone: int, of_many: int, costly: tuple[str, ...]) -> Size:
    total = sum(widths)
    if total <= alone:
        return Size(min(total, 1), total, alone - total, costly)
    n_parts, room = 1, of_many
    for width in widths:
        if width > room:
            n_parts, room = n_parts + 1, of_many
        room -= width
    return Size(n_parts, total, room, costly)
