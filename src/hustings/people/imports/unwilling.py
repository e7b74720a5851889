"""Values of other programs for people who want no mail: such a line never ends in a yes."""

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from hustings.foundation.lib.text.said import joined, say
from hustings.foundation.lib.text.text_folding import folded

REFUSALS, OTHER, OPEN = "refusals", "other", ""  # what a column holds, as chosen; asked and not answered
LONGEST, MOST_WORDS = 80, 12  # of a value; in what is longer, prose, only the plainest words count
KEPT = 50_000  # values that say nothing
_TOLD = ("consent.", "refusal.", "email_status.", "email_bad.")  # targets that read such values themselves
_WISHES = r"""
un ?subscri\w* | un ?sub\w{0,3} | un ?suscri\w* | (?:not|non|never) (?:subscri|abonn|inscri)\w*
(?:pas|plus|ex) (?:abonn|inscri)\w* | des ?inscri\w* | des ?abonn\w* | opt(?:ed|ing|s)? ?out\w* | radie\w*
(?:plus|pas) (?:de |d )?(?:e ?)?(?:mail|mailing|courriel|sms|newsletter)s? | ne recoi\w* (?:plus|pas) | dnc
(?:black|block|bloc|deny) ?list\w* | block(?:ed|s)? | bloqu\w* | bann(?:ed|i|ie|is|ies)
liste (?:noire|d opposition|repoussoir|robinson) | (?:^|rgpd |gdpr )opposition$ | ^opposee?s?$ | s oppose\w*
object(?:ion|ed|s) | ^retiree?$ | (?:consentement|accord) retire\w* | retrait du (?:consentement|accord)
sorti\w* de la liste | opposition (?:rgpd|e? ?mail|prospect)\w*
do ?not ?(?:contact|mail|e ?mail|call|text|sms|write|disturb|send)\w* | no ?(?:bulk|more)? ?e? ?mails?
ne (?:pas|plus) (?:contact|ecri|appel|envoy|sollicit|derang)\w* | ne (?:veut|souhaite|desire)\w* (?:pas|plus)
^stop(?: (?:sms|tout|all|pub|contact|e? ?mails?))?$ | denied | refus\w* | declin\w* | reject\w* | rejet\w*
revo(?:k|qu)\w* | withdr[ae]w\w* | retract\w*
complain\w* | plaint\w* | plaignant\w* | junk | spam\w* | pourriel\w* | indesirable\w* | abuse | unwanted
resili\w* | exclu(?:de|ded|e|s|es)? | suppress\w*
"""
_DEAD = r"""
clean(?:ed|sed)? | nettoy\w* | (?:hard|soft)? ?bounc\w* | rebond\w* | npai | un ?deliver\w*
non (?:delivr|distribu|remis)\w* | invalid\w* | en erreur | mailbox full | boite pleine
adresse (?:erronee|inexistante|fausse|morte) | (?:un|not ?|non ?|pas )(?:confirm|verifi)\w* | pending
disabled | desactiv\w* | deactivat\w* | removed
deleted | supprim\w* | archived | cancell?ed | dead | deceased | decede\w* | inactif\w* | inactive
"""
_AGREED = r"""
opt ?in | (?<!un)subscri\w* | abonne\w* | inscri\w* | news ?letter\w* | info ?lettre\w* | consent\w*
accept\w*
marketing | recoit | recevoir | lettre d info\w* | mailing ?list\w* | liste de diffusion | e ?mailing
permission
rgpd | gdpr | active | actif | e? ?mail ok | ok e? ?mail
"""
_NO = frozenset(("", *"no non n false faux f none null nan off na".split(), "n a"))
_BEGINS_NO = re.compile(r"(?:no|non|not|pas|never|jamais|denied|refus\w*)\b")
_BARE_NO = {"no", "non", "false", "faux"}
_ADDRESS = re.compile(r"[^\s@:;,]+@[^\s@:;,]+")
_INSIDE = (
    r"unsubscri|desinscri|desabonn|blacklist|blocklist|optedout|optout|opted out|complain"  # emailOptOut
)


def _any_of(*lists: str) -> str:
    return "|".join(found for text in lists for found in re.split(r" \| |\n", text) if found)


_OWN_WISH = re.compile(rf"\b(?:{_any_of(_WISHES)})(?!\w)|{_INSIDE}")
_ANY = re.compile(rf"\b(?:{_any_of(_WISHES, _DEAD)})(?!\w)|{_INSIDE}|bounce")
_PLAINEST = re.compile(_INSIDE)
_SOMEWHERE = re.compile(_ANY.pattern.replace("^", "").replace("$", ""))  # in all cells of a line at once
_SAYS_YES = re.compile(rf"\b(?:{_any_of(_AGREED)})(?!\w)|optin")
_SAYS_CONSENT = re.compile(r"consent|opt ?in\b|newsletter")  # where nothing stands, nobody agreed
_APART = re.compile(r"[\W_]+")
_LETTER = re.compile(r"[^\W\d_]")


def looks(cell: str) -> bool:
    """Whether a value says that mail is refused, or does not arrive, in English or French."""
    if not _has_words(cell):
        return False
    plain = _plain(cell)
    is_prose = len(cell) > LONGEST or plain.count(" ") >= MOST_WORDS
    return bool((_PLAINEST if is_prose else _ANY).search(plain))


def _has_words(cell: str) -> bool:
    if "@" in cell and _ADDRESS.fullmatch(cell):
        return False
    return cell[:1] not in "+0123456789" or bool(_LETTER.search(cell))  # else phones, dates, codes


def is_no(cell: str) -> bool:
    """No, false, none, "non merci", nothing but zeros ("0000-00-00"): a column's name is denied."""
    plain = _plain(cell).replace("0", "").strip()
    return plain in _NO or bool(_BEGINS_NO.match(plain))


def _plain(cell: str) -> str:
    return _APART.sub(" ", folded(cell)).strip()


class Reader:
    """Finds such values in the lines of a file, by what was chosen for its columns.

    Where the value alone says nothing ("Yes", a date), the column's name may: ``EMAIL_BLACKLISTED``,
    ``UNSUB_TIME``; and "No", or nothing, below ``Accepts marketing``. ``all_agree``: everybody in the file is
    said to agree, so that a bare "no" in any column that is passed over is asked about.
    """

    def __init__(
        self,
        mapping: Sequence[str],
        chosen: Mapping[str, str],
        columns: Sequence[str] = (),
        *,
        all_agree: bool = False,
    ) -> None:
        is_ours = "uid" in mapping  # our own export says each consent, and bounces beside it
        told = {at for at, target in enumerate(mapping) if target.startswith(_TOLD)}
        no_refusals = {int(at) for at, what in chosen.items() if what == OTHER} - told
        self._left_out = no_refusals | (told if is_ours else set())
        known = (*_TOLD, "consent_on", "topic")
        read = {at for at, target in enumerate(mapping) if is_ours or target.startswith(known)}
        skipped = self._left_out | read
        named = [(at, _plain(name)) for at, name in enumerate(columns) if at not in skipped]
        self._refusing = {at for at, name in named if _ANY.search(name)}
        self._agreeing = {at for at, name in named if _SAYS_YES.search(name)} - self._refusing
        self._passed_over = [
            at
            for at, target in enumerate(mapping)
            if all_agree and not target and at not in skipped | self._refusing
        ]
        self._consents = {at for at, name in named if _SAYS_CONSENT.search(name)}
        self._wishes = {at for at, name in named if at in self._refusing and _OWN_WISH.search(name)}
        self._innocent: set[str] = set()  # names, towns and states come again and again
        self._clear = told | {int(at) for at, what in chosen.items() if what}

    def found(self, cells: Sequence[str]) -> list[tuple[int, str]]:
        is_asked = self._refusing or self._agreeing or self._passed_over
        by_name = self._by_name(cells) if is_asked else {}
        return sorted((by_name | dict(self._by_value(cells))).items())

    def _by_name(self, cells: Sequence[str]) -> dict[int, str]:
        said = {at: cell for at in self._refusing if (cell := cells[at].strip()) and not is_no(cell)}
        said |= {
            at: cell for at in self._agreeing
            if is_no(cell := cells[at].strip()) and (cell or at in self._consents)
        }  # fmt: skip
        bare = {at: cells[at].strip() for at in self._passed_over if cells[at].strip().lower() in _BARE_NO}
        return said | bare

    def _by_value(self, cells: Sequence[str]) -> list[tuple[int, str]]:
        new = [cell for cell in cells if cell and cell not in self._innocent and _has_words(cell)]
        if not new or not _SOMEWHERE.search(_plain(" ".join(new))):  # nearly all: looked at once
            if len(self._innocent) < KEPT:
                self._innocent.update(new)
            return []
        return [
            (at, cell) for at, text in enumerate(cells)
            if text and at not in self._left_out and (cell := text.strip()) and looks(cell)
        ]  # fmt: skip

    def is_own_wish(self, at: int, cell: str) -> bool:
        """Somebody said no; it is not only that an address is dead."""
        is_denied = at in self._agreeing and bool(cell)
        return at in self._wishes or is_denied or bool(_OWN_WISH.search(_plain(cell)))

    def is_asked(self, at: int) -> bool:
        return at not in self._clear


def said(column: str, cell: str) -> str:
    """Why a line ends in no yes."""
    words = _("“%(value)s” in %(column)s is not a yes: no consent recorded.")
    return say(words, kept=("column",), value=cell[:LONGEST] or "–", column=column)


class Asked:
    MOST = 3  # values shown

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.columns: dict[int, list[str]] = {}

    def see(self, found: Sequence[tuple[int, str]]) -> None:
        for at, cell in found:
            if self.reader.is_asked(at):
                values = self.columns.setdefault(at, [])
                if len(values) < self.MOST and (cell or "–") not in values:
                    values.append(cell[:LONGEST] or "–")

    def question(self, names: Sequence[str]) -> str:
        told = [
            say(_("“%(column)s” (%(values)s)"), column=names[at], values=", ".join(values))
            for at, values in sorted(self.columns.items())
        ]
        words = _(
            "Some values look like refusals or bounced addresses: %(columns)s. Choose below what "
            "these columns contain."
        )
        return say(words, columns=joined(told, "; "))
