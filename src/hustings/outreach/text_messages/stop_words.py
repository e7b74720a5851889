"""Words that end text messages, however they are typed. Pure, no Django."""

import re
import unicodedata

_WORDS = frozenset({
    "stop", "stopall", "stopsms", "stopp", "stoppe", "stope", "sotp", "arret", "arrets", "arreter", "arretez",
    "arrete", "unsubscribe", "unsub", "optout", "cancel", "end", "quit", "desabonner", "desabonnez",
    "desabonnement", "desinscrire", "desinscription", "desinscrivez",
})  # fmt: skip
_FEW = 4  # words: in so short an answer one of these means what it says
_MORE_THAN_STOP = frozenset({"cancel", "end", "quit"})  # begin many another sentence


def is_stop(text: str) -> bool:
    """Whether somebody wants no more: ``STOP``, ``Arrêt !``, ``s t o p``, ``Stop svp``, ``ok stop``."""
    words = re.findall(r"[a-z0-9]+", _folded(text))
    if not words:
        return False
    if "".join(words) in _WORDS or "".join(words[:2]) in {"optout", "stopsms", "stopall"}:
        return True
    if words[0] in _WORDS - _MORE_THAN_STOP:
        return True
    return len(words) <= _FEW and any(word in _WORDS - _MORE_THAN_STOP for word in words)


def _folded(text: str) -> str:
    """Small letters of one kind, without accents; full-width ones as well."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in spread if not unicodedata.combining(sign))
