"""Language of the command line, by standard gettext: much is said before Django is set up."""

import gettext as standard
import os
from functools import lru_cache
from pathlib import Path

from mailguard import i18n
from mailguard.i18n import number as _number
from mailguard.i18n import of_terminal

PACKAGE = Path(__file__).resolve().parents[3]
FOLDERS = [
    PACKAGE / part / "locale"
    for part in ("shells/cli", "foundation/lib", "foundation/backups", "shells/demo")
]
DOMAIN = "django"  # the name under which `make messages` keeps catalogues


def language() -> str:
    """That of the terminal."""
    return of_terminal(os.environ)


@lru_cache(4)
def _catalogue(language: str) -> standard.NullTranslations:
    first, *more = (standard.translation(DOMAIN, folder, [language], fallback=True) for folder in FOLDERS)
    for each in more:
        first.add_fallback(each)
    return first


def gettext(text: str) -> str:
    """The sentence in that language; its values are filled in afterwards, by name."""
    return _catalogue(language()).gettext(text) if text else text


def ngettext(one: str, many: str, n: int) -> str:
    """The one or the other sentence in that language, as ``n`` wants it."""
    return _catalogue(language()).ngettext(one, many, n)


def number(n: float, places: int = 0) -> str:
    """A number with its thousands set apart as the language has it: 12,345.6 or 12 345,6."""
    return _number(n, places, language())


def speak() -> None:
    """Have click, whose domain the engine's catalogue serves, and our processes use one language."""
    os.environ["LANGUAGE"] = language()
    standard.bindtextdomain(i18n.DOMAIN, i18n.LOCALE)
    standard.textdomain(i18n.DOMAIN)
