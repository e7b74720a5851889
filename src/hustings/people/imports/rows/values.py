"""Turn the text of a cell into a value, or refuse it in words."""

import re
from collections.abc import Collection
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache

import phonenumbers
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hustings.foundation.lib import trap_addresses
from hustings.foundation.lib.text.said import say, word
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.territories import postcodes
from hustings.people.persons import phones
from hustings.people.persons.models import Email
from hustings.people.persons.refusals import Refused
from mailguard.identifiers import addresses

_YES = {"yes", "y", "true", "t", "1", "x", "on", "oui", "o", "vrai", "v", "ok", "subscribed", "opted in",
        "opt in", "inscrit", "inscrite", "abonne", "abonnee"}  # fmt: skip
_NO = {"no", "n", "false", "f", "0", "off", "non", "faux", "-", "unsubscribed", "opted out", "opt out",
       "desinscrit", "desinscrite", "desabonne", "desabonnee"}  # fmt: skip
_BAD = {"bad", "bounced", "bouncing", "bounce", "invalid", "hard bounce", "en erreur", "invalide"}
_REFUSED = {"spam complaint", "complaint", "refused", "blocked", "refuse", "bloque"}
_LANGUAGES = {"fr": "fr", "fra": "fr", "fre": "fr", "french": "fr", "francais": "fr", "francaise": "fr",
              "en": "en", "eng": "en", "english": "en", "anglais": "en", "anglaise": "en"}  # fmt: skip
_COUNTRIES = {
    "FR": "fra france republique francaise",
    "BE": "bel belgium belgique",
    "CH": "che switzerland suisse",
    "LU": "lux luxembourg",
    "DE": "deu germany allemagne deutschland",
    "ES": "esp spain espagne espana",
    "IT": "ita italy italie italia",
    "PT": "prt portugal",
    "NL": "nld netherlands pays-bas",
    "GB": "gbr uk royaume-uni angleterre england",
    "IE": "irl ireland irlande",
    "US": "usa etats-unis",
    "CA": "can canada",
    "MA": "mar morocco maroc",
    "DZ": "dza algeria algerie",
    "TN": "tun tunisia tunisie",
}
_COUNTRY_BY_WORD = {word: code for code, words in _COUNTRIES.items() for word in words.split()} | {
    "united kingdom": "GB", "united states": "US", "united states of america": "US", "great britain": "GB",
    "etats unis": "US", "royaume uni": "GB", "pays bas": "NL", "republique francaise": "FR",
}  # fmt: skip
REASONS = [  # what mailguard.identifiers.addresses says, so that translators see it
    gettext_noop("there is no @ in it"),
    gettext_noop("the part before the @ is not valid"),
    gettext_noop("it is longer than 254 characters"),
    gettext_noop("the domain is not valid"),
    gettext_noop("the domain is an IP address"),
]
_IN_BRACKETS = re.compile(r"[^<>]*<([^<>]+)>\s*")
_NOT_DIGITS = re.compile(r"[\s.()/\-\u00a0\u202f']+")


class BadValue(Refused):
    """The text is not what the column should hold."""


def fits(text: str, most: int) -> str:
    """The text, unless it is too long."""
    if len(text) > most:
        raise BadValue(say(_("longer than %(most)d characters."), kept=("most",), most=most))
    return text


def email(text: str) -> addresses.Address:
    """``Marie <marie@example.org>`` and ``mailto:`` are understood; the rest is mailguard's."""
    if "<" in text and (found := _IN_BRACKETS.fullmatch(text)):
        text = found[1]
    try:
        return addresses.read(text.removeprefix("mailto:"))
    except addresses.BadAddress as error:
        reason = word(_(str(error)))
        words = _("“%(text)s” is not an e-mail address: %(reason)s.")
        raise BadValue(say(words, kept=("reason",), text=text[:80], reason=reason)) from error


def email_of_somebody(text: str, nobodys: Collection[str]) -> addresses.Address:
    """The same, but for keys of addresses that are nobody's."""
    found = email(text)
    if found.key in nobodys:
        trap_addresses.hear(found.key, "import")
        raise BadValue(trap_addresses.refusal(str(found)))
    return found


def phone(text: str) -> str:
    """E.164. The region's own numbers are judged by one expression made of the library's rules."""
    digits = _NOT_DIGITS.sub("", text)
    prefix, own = _own_numbers(phones.REGION)
    for start in (f"+{prefix}", f"00{prefix}", "0"):
        if digits.startswith(start) and own.fullmatch(rest := digits[len(start) :]):
            return f"+{prefix}{rest}"
    if len(digits) == 9 and own.fullmatch(digits):  # a spreadsheet took the zero away
        return f"+{prefix}{digits}"
    return phones.read(text)


@cache
def _own_numbers(region: str) -> tuple[int, re.Pattern[str]]:
    data = phonenumbers.PhoneMetadata.metadata_for_region(region)
    assert data is not None
    assert data.country_code is not None
    kinds = [data.fixed_line, data.mobile, data.toll_free, data.premium_rate, data.shared_cost]
    kinds += [data.personal_number, data.voip, data.pager, data.uan, data.voicemail]
    patterns = [kind.national_number_pattern for kind in kinds if kind and kind.national_number_pattern]
    return data.country_code, re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def yes_no(text: str) -> bool:
    """A yes or a no in either language."""
    word = fold(text)
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise BadValue(say(_("“%(text)s” is neither yes nor no."), text=text[:40]))


def status(text: str) -> tuple[str, bool | None]:
    word = fold(text)
    if word in _REFUSED or word.removeprefix("previous ") in _REFUSED:
        return Email.Status.REFUSED, False
    if word in _BAD or word.removeprefix("previous ") in _BAD:
        return Email.Status.BOUNCING, None
    if word in Email.Status.values:
        return word, None
    return Email.Status.UNCONFIRMED, yes_no(text)


def bad(text: str) -> tuple[str, bool | None]:
    return (Email.Status.BOUNCING if yes_no(text) else Email.Status.UNCONFIRMED), None


def number(text: str) -> Decimal:
    """A number with a point or a comma, thousands apart or not."""
    plain = re.sub(r"[\s\u00a0\u202f']", "", text).removesuffix("%")  # 25 % is 25
    if "," in plain:
        plain = (
            plain.replace(",", "")
            if "." in plain or re.search(r",\d{3},", plain)
            else plain.replace(",", ".")
        )
    try:
        value = Decimal(plain)
        if value.is_finite() and abs(value) < 10**14:
            return value.quantize(Decimal("0.0001"))
    except InvalidOperation:
        pass
    raise BadValue(say(_("“%(text)s” is not a number."), text=text[:40]))


def language(text: str) -> str:
    word = fold(text)
    code = _LANGUAGES.get(word) or _LANGUAGES.get(re.split(r"[-_]", word)[0])
    if code is None or code not in dict(settings.LANGUAGES):
        raise BadValue(say(_("The campaign does not write in the language “%(text)s”."), text=text[:40]))
    return code


@lru_cache(1_000)
def country(text: str) -> str:
    code = text.strip().upper()
    if len(code) == 2 and code.isascii() and code.isalpha():
        return {"UK": "GB"}.get(code, code)
    if found := _COUNTRY_BY_WORD.get(fold(text)):
        return found
    raise BadValue(say(_("Unknown country “%(text)s”. Use its two-letter code."), text=text[:40]))


def postcode(text: str, country: str) -> str:
    """A postcode as it is written; the zero that a spreadsheet took away comes back in France."""
    code = text.strip().upper()
    if country == "FR":
        code = code.replace(" ", "").removeprefix("F-").removesuffix(".0")
        if code.isdigit() and len(code) == 4:
            code = f"0{code}"
    if len(code) > 12 or not postcodes.is_possible(code, country):
        raise BadValue(say(_("“%(text)s” is not a postcode."), text=text[:40]))
    return code


def words(text: str) -> list[str]:
    """Tags, set apart by commas, semicolons or bars."""
    return [name for part in re.split(r"[,;|]", text) if (name := " ".join(part.split())[:100])]
