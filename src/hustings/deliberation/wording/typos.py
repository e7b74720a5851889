"""Whether an edit corrects a typing error and nothing else, so that votes carry over by themselves (and are
marked).

Strict: an edit that it refuses costs its voters one click; one that it lets through wrongly would count votes
for words that nobody voted on. No number changes, no negation comes or goes, nor any of the short words that
turn a rule round (*may* and *must*, *or* and *and*, *all* and *some*). What is left: spaces, quotation marks,
accents, a capital, and few letters of words long enough to be recognised.
"""

import re
import unicodedata
from collections import Counter
from enum import StrEnum

from rapidfuzz.distance import OSA

from hustings.deliberation.wording.differences import edits
from hustings.deliberation.wording.words import is_word, plain, words

MOST_LETTERS = 3  # changed in all
SHORTEST = 5  # letters: shorter words differ by one letter and mean another thing
LONG = 8  # letters: from here on two may be wrong in one word

_NEGATIONS = (
    "ne n n' pas non ni jamais aucun aucune aucuns aucunes sans rien personne nul nulle nullement guère "
    "point sauf hors excepté hormis interdit interdite no not never none nor neither nobody nothing nowhere "
    "without except unless cannot hardly barely t don't doesn't didn't won't can't isn't aren't wasn't "
    "weren't shouldn't mustn't couldn't wouldn't hasn't haven't hadn't needn't shan't mayn't forbidden"
)
_TURNING = (
    "peut peuvent pourra pourront pouvait doit doivent devra devront devrait devraient ou où et mais tout "
    "tous toute toutes quelque quelques certains certaines chaque plus moins avant après minimum maximum "
    "moitié si seul seule seuls seulement uniquement may might must shall should can could will would or and "
    "but all any some each every both either more less fewer before after over under above below minimum "
    "maximum half if only until since than at most least"
)
_COUNTING = (
    "un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt "
    "trente quarante cinquante soixante cent cents mille million millions milliard milliards premier "
    "première second seconde dixième centième one two three four five six seven eight nine ten eleven twelve "
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy "
    "eighty ninety hundred thousand million billion first third fourth fifth tenth once twice double triple"
)
_PREFIXES = ("anti", "contre", "dés", "dé", "dis", "il", "im", "in", "ir", "mal", "mé", "non", "un")
_SIGNS = re.compile(r"[%€$£°§+<>=±×÷/²³]")


class Refusal(StrEnum):
    """Why an edit is more than a correction."""

    LETTERS = "letters"  # too many
    NUMBERS = "numbers"
    NEGATION = "negation"
    MEANING = "meaning"  # a word that turns a rule round
    WORDS = "words"  # another word, or one more
    MARKS = "marks"  # punctuation that divides a sentence otherwise


def _folded(text: str) -> str:
    """Small letters without accents."""
    flat = unicodedata.normalize("NFKD", plain(text).casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(each for each in flat if not unicodedata.combining(each))


_SETS = (
    (Refusal.NEGATION, frozenset(map(_folded, _NEGATIONS.split()))),
    (Refusal.MEANING, frozenset(_TURNING.split())),
    (Refusal.NUMBERS, frozenset(map(_folded, _COUNTING.split()))),
)


def refusal(old: str, new: str) -> Refusal | None:
    """Why the votes for ``old`` can't count for ``new`` by themselves; None if it only corrects."""
    if _digits(old) != _digits(new):
        return Refusal.NUMBERS
    for reason, listed in _SETS:
        if _listed(old, listed) != _listed(new, listed):
            return reason
    total = 0
    for edit in edits(old, new):
        before, after = old[edit.start : edit.end], edit.text
        if found := _kind(before, after) or _apart(before, after):
            return found
        total += _letters(before, after)
    return Refusal.LETTERS if total > MOST_LETTERS else None


def _digits(text: str) -> list[str]:
    numbers = [token for token in words(text) if any(map(str.isnumeric, token))]
    return [*numbers, *_SIGNS.findall(text)]


def _listed(text: str, listed: frozenset[str]) -> list[str]:
    """The words that are on a list, in their order. Accents count: *ou* is not *où*, *pas* is not *pâs*."""
    found = []
    for token in words(text):
        word = plain(token).casefold().rstrip("'")
        if word in listed or _folded(word) in listed:
            found.append(word)
    return found


def _kind(old: str, new: str) -> Refusal | None:
    """Whether marks came or went that divide a sentence; kinds of quotes, dashes, spaces don't matter."""
    left, right = (
        Counter(c for c in plain(each) if not c.isalnum() and c not in " '\"-") for each in (old, new)
    )
    return Refusal.MARKS if left != right else None


def _apart(old: str, new: str) -> Refusal | None:
    left = [_folded(token) for token in words(old) if is_word(token)]
    right = [_folded(token) for token in words(new) if is_word(token)]
    if "".join(left).replace("'", "") == "".join(right).replace("'", ""):
        return None  # accents, capitals, and a space within or between words
    if len(left) != len(right):
        return Refusal.WORDS
    for one, other in zip(left, right, strict=True):
        if found := _pair(one, other):
            return found
    return None


def _pair(one: str, other: str) -> Refusal | None:
    if one == other:
        return None
    if any(a == prefix + b for a, b in ((one, other), (other, one)) for prefix in _PREFIXES):
        return Refusal.NEGATION
    most = 2 if min(len(one), len(other)) >= LONG else 1
    if min(len(one), len(other)) < SHORTEST or OSA.distance(one, other) > most:
        return Refusal.WORDS
    return None


def _letters(old: str, new: str) -> int:
    left, right = ("".join(c for c in each if c.isalnum()) for each in (old, new))
    return int(OSA.distance(left, right))
