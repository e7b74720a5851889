"""Names for people who do not exist: common ones, put together by chance."""

import secrets
from collections.abc import Callable

from hustings.foundation.lib.text.text_folding import fold

GIVEN = {
    "fr": "Adèle Agathe Antoine Aurélie Baptiste Bastien Camille Céline Charlotte Claire Clément Damien David"
    " Delphine Elise Emilie Estelle Etienne Fabien Florence Florian Gaëlle Guillaume Hélène Hugo Inès Jérôme"
    " Julie Julien Justine Laura Laurent Léa Lucie Ludovic Manon Margaux Marion Mathieu Maxime Mélanie Nadia"
    " Nathalie Nicolas Noémie Olivier Pauline Quentin Raphaël Romain Sabrina Samuel Sandrine Sébastien Solène"
    " Sonia Stéphane Sylvain Thibault Valentin Vincent Yann",
    "en": "Aaron Abigail Adam Alice Amy Andrew Anna Ben Beth Callum Charlotte Chloe Claire Connor Daniel"
    " David Eleanor Emily Emma Ethan Fiona Gareth George Grace Hannah Harriet Helen Holly Imogen Isaac Jack"
    " Jacob Jasmine Joanna Joe Jonathan Kate Laura Leah Liam Lucy Martin Matthew Megan Naomi Nathan"
    " Nicola Oliver Owen Patrick Rachel Rebecca Rhys Rosie Ruth Samuel Sarah Simon Sophie Stephen Thomas"
    " Victoria William",
}
FAMILY = {
    "fr": "Allard Aubry Barbier Baron Benoit Berger Blanchard Boucher Bouvier Breton Carlier Charpentier"
    " Chevalier Collet Cordier Coulon Daniel Deschamps Duval Fabre Faure Fleury Gaillard Garnier Gauthier"
    " Gilbert Girard Guérin Guillot Hamon Hubert Jacquet Joly Lacroix Langlois Leclerc Lemaire Leroux Lucas"
    " Maillard Marchand Masson Mercier Meunier Millet Moulin Noël Olivier Perret Picard Poirier Prévost"
    " Renaud Rivière Rolland Roussel Royer Sauvage Tessier Vasseur Vidal",
    "en": "Abbott Archer Atkins Bailey Barker Barton Bennett Bradley Brooks Burton Carter Chambers Coleman"
    " Cooper Dawson Dixon Doyle Ellis Fisher Fletcher Foster Gibson Gordon Graham Griffiths Hall Harper"
    " Harrison Hayes Holmes Hunter Jenkins Kerr Knight Lawson Marsh Mason Morgan Murray Newton Norris Palmer"
    " Parsons Perkins Porter Price Reid Reynolds Rhodes Riley Russell Saunders Shaw Spencer Stevens Tucker"
    " Turner Walsh Watts Webb Woods",
}
POSTS = {
    "fr": "assistante|chargé de mission|comptabilité|relations presse|coordination des déplacements"
    "|secrétariat du trésorier|équipe numérique|logistique des réunions",
    "en": "assistant|policy officer|accounts|press office|travel desk|treasurer’s office|digital team"
    "|events logistics",
}
_TRIES = 200
_LETTERS = "abcdefghijkmnopqrstuvwxyz"


class NoNameLeft(Exception):
    """All names tried are somebody's already."""


def invent(language: str, is_taken: Callable[[str, str], bool], posts_in: str = "") -> tuple[str, str, str]:
    """A given name, a family name and a post; ``is_taken`` says of a name whether somebody bears it.

    The post is in the language of the names unless ``posts_in`` names another one.
    """
    code = language if language in GIVEN else "en"
    given, family = GIVEN[code].split(), FAMILY[code].split()
    for _n in range(_TRIES):
        first, last = secrets.choice(given), secrets.choice(family)
        if first != last and not is_taken(first, last):
            return first, last, secrets.choice(POSTS.get(posts_in, POSTS[code]).split("|"))
    raise NoNameLeft


def local_part(given: str, family: str) -> str:
    """As most campaigns make it: given.family."""
    return ".".join("".join(c for c in fold(part) if c.isalnum()) for part in (given, family))


# Words that people make passwords of, so that one looks as if somebody had chosen it.
_WORDS = (
    "soleil lyon marseille campagne victoire chocolat montagne bordeaux printemps liberte jardin avril"
    " colombe rennes velo musique river summer garden falcon silver copper winter orange harbour meadow"
    " thunder maple kestrel bridge tiger coffee marathon sunset pepper willow dragon"
).split()


def password() -> str:
    """One that looks chosen, of some 40 bits of chance: nobody comes upon it by guessing."""
    first, second = secrets.choice(_WORDS), secrets.choice(_WORDS)
    middle = "".join(secrets.choice(_LETTERS) for _n in range(3))
    tail = f"{secrets.randbelow(9000) + 1000}{secrets.choice('!?*+-#')}"
    return f"{first.capitalize()}-{second}{middle}{tail}"
