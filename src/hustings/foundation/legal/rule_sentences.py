"""The sentences of the rules in the reader's language. No Django: the language is always handed in."""

import gettext as standard
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from mailguard.i18n import number

LANGUAGES = ("en", "fr")
LOCALE = Path(__file__).parent / "locale"
DOMAIN = "django"  # the name under which `make messages` keeps catalogues


def gettext_noop(text: str) -> str:
    """``text`` as it is: tells the collector that it is translated later."""
    return text


_ = gettext_noop
DAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
MONTHS = (
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August"),
    _("September"), _("October"), _("November"), _("December"),
)  # fmt: skip


@lru_cache(4)
def _catalogue(language: str) -> standard.NullTranslations:
    return standard.translation(DOMAIN, LOCALE, [language], fallback=True)


def known(language: str) -> str:
    """``fr`` of ``fr-FR``; English where we have no translation."""
    code = language.replace("-", "_").partition("_")[0].lower()
    return code if code in LANGUAGES else "en"


def translate(text: str, language: str) -> str:
    """``text`` in that language, or as it is where we have no translation."""
    code = known(language)
    return _catalogue(code).gettext(text) if text and code != "en" else text


def day(value: date, language: str) -> str:
    """``Saturday 9 April 2022``."""
    weekday, month = (
        translate(DAYS[value.weekday()], language),
        translate(MONTHS[value.month - 1], language),
    )
    return f"{weekday} {of_month(value.day, language)} {month} {value.year}"


def of_month(number: int, language: str) -> str:
    """The number of a day: French says ``1er``."""
    return "1er" if number == 1 and known(language) == "fr" else str(number)


def moment(value: datetime, language: str) -> str:
    """``Saturday 9 April 2022, 00:00``, on the clock that the moment carries."""
    return f"{day(value, language)}, {value:%H:%M}"


def amount(value: float, language: str) -> str:
    """``4,600`` in English, ``4 600`` in French; decimals only where there are any."""
    return number(value, 0 if value == int(value) else 2, known(language))


@dataclass(frozen=True, slots=True)
class Said:
    """A text of a pack in each language."""

    en: str
    fr: str

    def say(self, language: str) -> str:
        return self.fr if known(language) == "fr" else self.en


class Complaint(ValueError):
    """Complaint as a sentence with places for values; ``say`` tells it in the reader's language."""

    def __init__(self, text: str, /, **values: object) -> None:
        super().__init__(text, values)
        self._text, self._values = text, values

    def __str__(self) -> str:
        return self.say("en")

    def say(self, language: str) -> str:
        """The sentence in that language; complaints among its values are said in it, too."""
        values = {
            name: value.say(language) if isinstance(value, Complaint | Said) else value
            for name, value in self._values.items()
        }
        return translate(self._text, language).format_map(values)
