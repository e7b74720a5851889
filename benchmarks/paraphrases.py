"""The same said in other words: ways of doing it, from a seed.

``known`` was at hand while the index of similar texts was made; ``held_out`` has other synonyms and other
deeds, and no number was chosen by it. Each takes any text in French or English, and keeps what it says.
"""

import re
from collections.abc import Callable
from random import Random

_KNOWN = (
    "il faut/nous devons|je propose de/je suggère de|créer/aménager|rouvrir/remettre en service"
    "|baisser/diminuer"
    "|interdire/bannir|embaucher/recruter|supprimer/abolir|publier/diffuser|garantir/assurer|imposer/exiger"
    "|car/parce que|souvent/fréquemment|personne/aucun|enfants/élèves|professeurs/enseignants"
    "|voiture/automobile"
    "|prix/tarif|citoyens/habitants|former/préparer|protéger/défendre|administration/service public"
    "|loi/texte"
    "|we should/we must|i propose to/i suggest to|build/construct|because/since|ban/forbid|raise/increase"
    "|end/abolish|homes/houses|publish/disclose|clean up/purify|somebody/someone|often/frequently"
    "|stop/halt|young/younger|fund/finance|shorten/reduce|limit/restrict|pay/remunerate|law/act"
)
_HELD_OUT = (
    "il faut/il est temps de|je propose de/mon idée serait de|cela/ça|réduire/alléger|élèves/jeunes"
    "|gratuits/sans frais"
    "|ouvrir/rendre public|car/puisque|on peut/on a de quoi|nombre/total|installer/implanter|soutenir/aider"
    "|données/informations|villages/bourgs|trop/bien trop|demandons/réclamons|quartiers/cités"
    "|médecins/docteurs"
    "|euros/€|permettrait/donnerait le moyen|devrait/aurait intérêt à|logiciels/programmes|droit/liberté"
    "|we should/it is time to|i propose to/my idea is to|because/as|why not/could we not"
    "|council homes/social housing"
    "|rents/what tenants pay|children/kids|people/citizens|ban/outlaw|we ask you to/please|plant/grow"
    "|young/youthful|in my view/i think|wages/salaries|work/labour|river/stream|pounds/quid|protect/shield"
)
_OPENINGS = (
    "Bonjour, merci de lire cette contribution.|Ma commune en souffre depuis des années."
    "|J’y tiens beaucoup."
    "|Hello, thank you for reading.|My neighbours agree.|I care about this a lot."
)
_ASIDES = (
    "J’en ai parlé autour de moi lors d’une réunion.|Voir aussi ce qui se fait au Danemark."
    "|Un retraité de la région parisienne.|I raised this at a meeting last spring."
    "|See what Denmark has done."
    "|Signed, a retired nurse."
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
Deed = Callable[[str, Random], str]


def known(text: str, chance: Random) -> str:
    """Synonyms, another order, endings, typing errors, a cut, a sentence more: two to four of these."""
    deeds: list[Deed] = [_reordered, _inflected, _mistyped, _cut, _longer]
    said = _swapped(text, chance, _KNOWN)
    for deed in chance.sample(deeds, chance.choice([1, 2, 3])):
        said = deed(said, chance)
    return said


def held_out(text: str, chance: Random) -> str:
    """Other synonyms, turned clauses, no accents, swapped letters, lost words, an aside, the beginning."""
    deeds: list[Deed] = [_turned, _bare, _transposed, _thinned, _aside, _begun]
    said = _swapped(text, chance, _HELD_OUT)
    for deed in chance.sample(deeds, chance.choice([1, 2, 3])):
        said = deed(said, chance)
    return said


def twice(text: str, chance: Random) -> str:
    """Four to eight of all deeds: further off than most people go."""
    return held_out(known(text, chance), chance)


def _swapped(text: str, chance: Random, pairs: str) -> str:
    for pair in pairs.split("|"):
        one, other = pair.split("/")
        if chance.random() < 0.8:
            text = re.sub(rf"\b{re.escape(one)}\b", other, text, flags=re.IGNORECASE)
    return text


def _sentences(text: str) -> list[str]:
    return [one for one in _SENTENCE.split(text) if one]


def _reordered(text: str, chance: Random) -> str:
    found = _sentences(text)
    chance.shuffle(found)
    return " ".join(found)


def _inflected(text: str, chance: Random) -> str:
    """Plurals and verbs with another ending, a third of the long words."""

    def other(word: re.Match[str]) -> str:
        said = word.group()
        if chance.random() > 0.33:
            return said
        if said.endswith("er"):
            return said[:-2] + "ant"
        return said[:-1] if said.endswith("s") else said + "s"

    return re.sub(r"\b[^\W\d_]{5,}\b", other, text)


def _mistyped(text: str, chance: Random) -> str:
    """One letter in forty another, doubled or missing."""
    return "".join(
        chance.choice(["", letter * 2, "e"]) if letter.isalpha() and chance.random() < 0.025 else letter
        for letter in text
    )


def _cut(text: str, chance: Random) -> str:
    """Without a sentence, or without the last fifth of the only one."""
    found = _sentences(text)
    if len(found) > 1:
        del found[chance.randrange(len(found))]
        return " ".join(found)
    words = text.split()
    return " ".join(words[: max(4, len(words) * 4 // 5)])


def _longer(text: str, chance: Random) -> str:
    return f"{chance.choice(_OPENINGS.split('|'))} {text}"


def _turned(text: str, chance: Random) -> str:
    """The clauses of each sentence the other way round."""
    turned = [", ".join(reversed(re.split(r"[,:] ", one.rstrip(".!? ")))) for one in _sentences(text)]
    return ". ".join(turned)


def _bare(text: str, chance: Random) -> str:
    return text.translate(str.maketrans("éèêëàâîïôûùç’É", "eeeeaaiiouuc'E")).lower()


def _transposed(text: str, chance: Random) -> str:
    """Two neighbouring letters swapped in one word of six."""

    def other(word: re.Match[str]) -> str:
        said = word.group()
        if chance.random() > 0.16:
            return said
        at = chance.randrange(1, len(said) - 2)
        return said[:at] + said[at + 1] + said[at] + said[at + 2 :]

    return re.sub(r"\b[^\W\d_]{5,}\b", other, text)


def _thinned(text: str, chance: Random) -> str:
    """One word in seven lost."""
    return " ".join(word for word in text.split() if chance.random() > 0.14)


def _aside(text: str, chance: Random) -> str:
    found = _sentences(text)
    found.insert(chance.randrange(len(found) + 1), chance.choice(_ASIDES.split("|")))
    return " ".join(found)


def _begun(text: str, chance: Random) -> str:
    """As far as somebody has typed: the first 60 to 90 %."""
    return text[: int(len(text) * chance.uniform(0.6, 0.9))]
