"""Keys of buildings and doors, made from what stands on them: two phones that note one make the same key.

The algorithm, for its twin in JavaScript:

1. ``plain``: Unicode NFKD; drop all marks (category M); lower case; œ æ ß ø ł đ ı become oe ae ss o l d i;
   each run of anything but letters (L) and numbers (N) becomes one space; no space at either end.
2. ``street``: ``plain``, then each word replaced by its entry in STREET_WORDS; those of FIRST_WORDS only
   where they come first.
3. ``number``: ``plain`` without spaces, and without zeros in front.
4. ``stair``, ``floor``, ``label``: ``plain``, the words of WITHIN dropped where others remain, then the
   entry of the table of that part; digits alone lose the zeros in front. A floor that _FLOOR_NUMBER fits is
   that number, below ground if the text begins with a dash before a digit.
5. A building is the UUIDv5 of ``municipality|street|number`` in SPACE; one without street and number that of
   ``municipality|@latitude,longitude`` with six decimals. A door is the UUIDv5 of ``stair|floor|label``
   in the UUID of its building.

Changing a table changes keys that phones have noted: add to them only what no key holds yet.
"""

import re
import unicodedata
from functools import lru_cache
from hashlib import sha1
from uuid import UUID

SPACE = UUID("6f0a2c9e-6b0c-5d8e-9c55-2f6c1f0f7a31")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
_BETWEEN = re.compile(r"[\W_]+")

FIRST_WORDS = {
    "r": "rue", "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "bvd": "boulevard",
    "boul": "boulevard", "pl": "place", "rte": "route", "ch": "chemin", "che": "chemin", "chem": "chemin",
    "imp": "impasse", "all": "allee", "allees": "allee", "sq": "square", "fg": "faubourg", "fbg": "faubourg",
    "res": "residence", "qu": "quai", "crs": "cours", "lot": "lotissement", "pas": "passage",
    "pass": "passage", "sent": "sentier", "rpt": "rond point", "ham": "hameau", "qua": "quartier",
    "st": "saint",
}  # fmt: skip
STREET_WORDS = {
    "st": "saint", "ste": "sainte", "sts": "saints", "gal": "general", "mal": "marechal", "dr": "docteur",
    "pdt": "president", "pt": "petit", "gd": "grand", "cdt": "commandant", "cne": "capitaine",
    "lt": "lieutenant", "col": "colonel", "pr": "professeur",
}  # fmt: skip
WITHIN = {
    "stair": {"escalier", "esc", "stair", "stairs", "staircase", "cage", "entree", "entrance", "hall"},
    "floor": {"etage", "etages", "etg", "et", "niveau", "niv", "floor", "level", "storey"},
    "label": {
        "appartement", "appart", "appt", "apt", "app", "apartment", "flat", "porte", "pte", "door",
        "logement", "logt", "lgt", "log", "numero", "no", "n", "unit",
    },
}  # fmt: skip
FLOORS = {
    "rdc": "0", "rez": "0", "rch": "0", "rc": "0", "rez de chaussee": "0", "rdch": "0", "ground": "0",
    "gf": "0", "premier": "1", "premiere": "1", "first": "1", "deuxieme": "2", "second": "2",
    "troisieme": "3", "third": "3", "quatrieme": "4", "fourth": "4", "cinquieme": "5", "fifth": "5",
    "sous sol": "-1", "ss": "-1", "basement": "-1", "cave": "-1", "dernier": "top",
}  # fmt: skip
LABELS = {
    "g": "left", "gauche": "left", "gche": "left", "gch": "left", "a gauche": "left", "d": "right",
    "droite": "right", "droit": "right", "dte": "right", "drt": "right", "a droite": "right",
    "face": "facing", "en face": "facing", "f": "facing", "opposite": "facing", "milieu": "middle",
    "centre": "middle", "center": "middle", "fond": "back", "au fond": "back", "fd": "back",
}  # fmt: skip
_FLOOR_NUMBER = re.compile(r"(?:r(?: |)|)([0-9]{1,3})(?: |)(?:e|er|ere|eme|ieme|nd|nde|st|rd|th|d|)")
_VARIANT = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}
_ZEROS = re.compile(r"^0+(?=[0-9])")
_BELOW = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*[0-9]")


@lru_cache(50_000)
def plain(text: str) -> str:
    """Step 1: no case, marks, punctuation; single spaces."""
    if not text.isascii():
        bare = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in bare if unicodedata.category(letter)[0] != "M")
    return _BETWEEN.sub(" ", text.lower().translate(_LETTERS)).strip()


@lru_cache(50_000)  # of an import, one street comes again for each of its houses
def street(text: str) -> str:
    """Step 2: ``"Av. du Gal de Gaulle"`` becomes ``"avenue du general de gaulle"``."""
    words = plain(text).split(" ")
    if len(words) > 1:
        words[0] = FIRST_WORDS.get(words[0], words[0])
    return " ".join(STREET_WORDS.get(word, word) for word in words)


@lru_cache(5_000)
def number(text: str) -> str:
    """Step 3: ``"012 Bis"`` becomes ``"12bis"``."""
    return _ZEROS.sub("", plain(text).replace(" ", ""))


@lru_cache(5_000)
def stair(text: str) -> str:
    """Letter or number of a staircase: ``"Esc. A"`` becomes ``"a"``."""
    return _number(_without("stair", plain(text)))


@lru_cache(5_000)
def floor(text: str) -> str:
    """A floor: ``"RDC"`` becomes ``"0"``, ``"2e étage"`` ``"2"``, ``"-1"`` stays."""
    words = _without("floor", plain(text))
    if words in FLOORS:
        return FLOORS[words]
    if found := _FLOOR_NUMBER.fullmatch(words):
        below = "-" if _BELOW.match(text) and int(found[1]) else ""
        return f"{below}{int(found[1])}"
    return words


@lru_cache(5_000)
def label(text: str) -> str:
    """A door: ``"Gauche"`` becomes ``"left"``, ``"Appt 03"`` ``"3"``."""
    words = _without("label", plain(text))
    return LABELS.get(words, _number(words))


def building(municipality: str, street_: str, number_: str) -> UUID:
    """The building with this number in this street."""
    return UUID(building_hex(municipality, street_, number_))


def building_hex(municipality: str, street_: str, number_: str) -> str:
    """The same as 32 digits, for a million of them."""
    return _hex5(SPACE.bytes, f"{municipality}|{street(street_)}|{number(number_)}")


def point(municipality: str, latitude: float, longitude: float) -> UUID:
    """A building of which only the place is known."""
    return UUID(point_hex(municipality, latitude, longitude))


def point_hex(municipality: str, latitude: float, longitude: float) -> str:
    return _hex5(SPACE.bytes, f"{municipality}|@{latitude:.6f},{longitude:.6f}")


def door(building_: UUID, stair_: str, floor_: str, label_: str) -> UUID:
    """The door with this label on this floor."""
    return UUID(_hex5(building_.bytes, f"{stair(stair_)}|{floor(floor_)}|{label(label_)}"))


def _hex5(space: bytes, name: str) -> str:
    """The digits of ``uuid.uuid5``, in less time."""
    digits = sha1(space + name.encode(), usedforsecurity=False).hexdigest()
    return f"{digits[:12]}5{digits[13:16]}{_VARIANT[digits[16]]}{digits[17:32]}"


def _without(part: str, words: str) -> str:
    left = " ".join(word for word in words.split(" ") if word not in WITHIN[part])
    return left or words


def _number(words: str) -> str:
    return _ZEROS.sub("", words) if words.isascii() and words.isdigit() else words
