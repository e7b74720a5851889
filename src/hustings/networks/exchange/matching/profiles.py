"""Asks and offers as they are compared."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

STEM = 6  # letters: accountant, accounting and comptable, comptabilité count as one
_WORD = re.compile(r"[^\W\d_]{4,}")
_EMPTY = frozenset(
    (
        "avec avoir aussi autre autres aider aide aidez avant apres besoin bien bonjour cela celle celui "
        "cette ceux chez chercher cherche cherchons comme comment conseil conseils contre dans deja depuis "
        "donc donner dont elle elles encore entre envers etre faire fait leur leurs mais meme merci mois "
        "moins notre nous offre offrons parce pendant petit petite peut plus pour pourquoi pouvoir premier "
        "premiere proposer propose quand quel quelle quelqu quelque quelques quelqu'un quoi sans semaine "
        "serait sont sous sujet toujours tout toute toutes tous tres trouver un une vers voir votre vous "
        "about able after also because been before being both could does doing find first from have having "
        "hello help helping here into just like looking make many more most much need needs offer offering "
        "only other others over please should some somebody someone such than thank thanks that their them "
        "then there these they this those through time very want week were what when where which while will "
        "with without would year years your "
    ).split()
)


@dataclass(frozen=True, slots=True)
class Profile:
    """One ask or offer. ``hours``: of the week, in UTC; ``organisation`` 0 and ``city`` empty: not known."""

    kind: str
    organisation: int
    skills: frozenset[int] = frozenset()
    words: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    hours: int = 0
    city: str = ""


@lru_cache(20_000)
def words(text: str) -> frozenset[str]:
    """Stems of the words that say something."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return frozenset(word[:STEM] for word in _WORD.findall(bare) if word not in _EMPTY)
