"""Words that end text messages, however they are typed. Pure, no Django."""

import re
import unicodedata
from dataclasses import dataclass

_FEW = 4  # words: in so short an answer one of these means what it says


@dataclass(frozen=True, slots=True)
class Language:
    """One table of words, small and without accents, marks between them as spaces."""

    words: frozenset[str]  # each alone, first, or among few
    only_alone: frozenset[str]  # begin many another sentence
    phrases: tuple[str, ...]  # regular expressions, anywhere in a text
    before: frozenset[str]  # a word in front with which it means another thing: don’t stop, the bus stop
    after: tuple[str, ...]  # the same behind: stop by, cessez-le-feu


ENGLISH = Language(
    frozenset({"stop", "stopp", "stope", "sotp", "stopall", "stopsms", "unsubscribe", "unsub", "optout"}),
    frozenset({"cancel", "end", "quit"}),
    (
        "remove me", "remove my number", "delete my number", "take me off", "opt out", "opt me out",
        "unsubscribe me", "no more texts", "no more messages", "stop texting me", "stop messaging me",
        "do not text me", "dont text me", "don t text me", "do not contact me", "dont contact me",
        "don t contact me", "leave me alone",
    ),
    frozenset({
        "t", "not", "dont", "cant", "wont", "never", "a", "the", "bus", "tram", "train", "metro", "next",
        "full",
    }),
    ("by", "sign"),
)  # fmt: skip
FRENCH = Language(
    frozenset({
        "stopper", "stoppez", "stoppe", "arret", "arrets", "arreter", "arretez", "arrete", "cessez",
        "desabonner", "desabonnez", "desabonnement", "desinscrire", "desinscription", "desinscrivez",
    }),
    frozenset(),
    (
        "ne plus recevoir", "veux plus recevoir", "souhaite plus recevoir", "m ecrivez plus",
        "ne m ecrivez pas", "m envoyez plus", "ne m envoyez pas", "me contactez plus", "ne me contactez pas",
        "^plus de sms", "^plus de texto", "^plus de message", "retirez moi", "enlevez moi", "supprimez moi",
        "retirez mon numero", "enlevez mon numero", "supprimez mon numero", "effacez mon numero",
        "laissez moi tranquille",
    ),
    frozenset({"n", "ne", "pas", "jamais", "auto", "prochain", "l", "un", "le", "du", "au"}),
    ("de bus", "du bus", "de tram", "du tram", "de travail", "maladie", "le feu"),
)  # fmt: skip
_ALL = (ENGLISH, FRENCH)
_WORDS = frozenset[str]().union(*(each.words for each in _ALL))
_ALONE = _WORDS.union(*(each.only_alone for each in _ALL))
_BEFORE = frozenset[str]().union(*(each.before for each in _ALL))
_AFTER = tuple(f"{words} " for each in _ALL for words in each.after)
_PHRASES = re.compile(
    rf"(?<!don t )(?<!not )\b(?:{'|'.join(p for each in _ALL for p in each.phrases)})(?! tard| souvent)"
)


def is_stop(text: str) -> bool:
    """Whether somebody wants no more: ``STOP``, ``Arrêt !``, ``s t o p``, ``ok stop``, ``remove me``."""
    words = re.findall(r"[a-z0-9]+", _folded(text))
    if "".join(words) in _ALONE or "".join(words[:2]) in {"optout", "stopsms", "stopall"}:
        return True
    looked_at = len(words) if len(words) <= _FEW else 1
    if any(_is_meant(words, at) for at in range(looked_at)):
        return True
    return _PHRASES.search(" ".join(words)) is not None


def _is_meant(words: list[str], at: int) -> bool:
    """Whether a word is one that ends the texts, and those beside it leave it its meaning."""
    if words[at] not in _WORDS or (at and words[at - 1] in _BEFORE):
        return False
    return not f"{' '.join(words[at + 1 : at + 3])} ".startswith(_AFTER)


def _folded(text: str) -> str:
    """Small letters of one kind, without accents; full-width ones as well."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in spread if not unicodedata.combining(sign))
