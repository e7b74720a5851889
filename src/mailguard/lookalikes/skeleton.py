"""One form for names that look alike: what the eye reads, in a-z.

Accents and styles go by Unicode (UAX #15), other scripts by the table, made from printed characters.
"""

import unicodedata
from functools import lru_cache

# Each Latin letter or digit and the characters that are taken for it.
_SEEN_AS = {
    "a": "ɑαаӑӓ⍺ᴀȧᗅꭺ@",
    "b": "ЬьƅʙßвВβɓƄ",
    "c": "сϲᴄⅽꮯƈℂҫ¢",
    "d": "ԁⅾđɗɖᴅꓒ",
    "e": "еєҽ℮ɛεёӗęɘɇэԑ",
    "f": "ƒϝꬵẝ",
    "g": "ɡɢցǥǵģġ",
    "h": "һհћɦнħ",
    "i": "іıɩιӏɪїɨⅰίḭ",
    "j": "јϳʝɉ",
    "k": "κкқҝƙĸᴋ",
    "l": "ⅼӀℓɭłӏⵏߊ|ƚḷ",
    "m": "мⅿɱᴍ",
    "n": "ոռɴŋпηƞɲ",
    "o": "οоօσøөоഠ๐০ߋᴏɵӧơ°",
    "p": "рρƿᴘϱþ",
    "q": "ԛգɋʠ",
    "r": "гᴦɾʀɼɍяг",
    "s": "ѕʂꜱƽș§",
    "t": "тτţᴛƭŧțт",
    "u": "υսʋᴜцսʉц",
    "v": "νѵᴠⅴγ",
    "w": "ԝωѡшщɯԝᴡ",
    "x": "хⅹ×χҳ",
    "y": "уүɣʏყγўʎ",
    "z": "ᴢʐƶż",
    "æ": "ӕ",
}
_ONE: dict[int, str] = {ord(seen): letter for letter, many in _SEEN_AS.items() for seen in many}
_ONE |= {ord("æ"): "ae", ord("œ"): "oe"}

# Digits and letters that are taken for one another; i, l and 1 become one.
_ALIKE = str.maketrans("0135i", "olesl")
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("nn", "m"))


@lru_cache(8_192)
def plain(text: str) -> str:
    """Lower-case Latin letters, digits and ASCII signs: accents dropped, foreign letters as they look."""
    if text.isascii():
        return text.lower()
    text = text.translate(_ONE)
    spread = unicodedata.normalize("NFKD", text.lower())
    kept = "".join(sign for sign in spread if not unicodedata.combining(sign))
    return kept.lower().translate(_ONE)


@lru_cache(8_192)
def skeleton(text: str) -> str:
    """``plain`` with look-alike signs made one: two texts with one skeleton can be mistaken at a glance."""
    text = plain(text).translate(_ALIKE)
    for pair, letter in _PAIRS:
        text = text.replace(pair, letter)
    return text


def squeeze(text: str) -> str:
    """Without hyphens, dots and underscores."""
    return text.replace("-", "").replace(".", "").replace("_", "")


def has_foreign_letters(text: str) -> bool:
    return not text.isascii() and any(ord(sign) in _ONE and ord(sign) > 127 for sign in text)
