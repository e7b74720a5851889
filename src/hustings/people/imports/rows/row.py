"""From the cells of a record to a row: its values, and what is wrong with some of them."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from hustings.foundation.file_imports.source.csv_records import Record
from hustings.foundation.lib.text import csvs, names, said
from hustings.foundation.lib.text.said import say
from hustings.foundation.lib.text.text_folding import fold
from hustings.people.imports import unwilling
from hustings.people.imports.columns import targets
from hustings.people.imports.columns.conflict_policy import ConflictPolicy
from hustings.people.imports.columns.options import COLUMN, Options
from hustings.people.imports.rows import address_parts, dates, topics, values
from hustings.people.imports.rows.address_parts import Address
from hustings.people.imports.translations import translated
from hustings.people.persons.field_values import LONGEST_TEXT, chosen, option, within
from hustings.people.persons.field_values import options as field_options
from hustings.people.persons.models import ASKED, Email, Field, Purpose, Topic
from hustings.people.persons.models.persons import name_keys
from hustings.people.persons.name_validator import words as fault_words
from hustings.people.persons.refusals import Refused

Setter = Callable[["Row", str], None]
MAX_NOTE = 20_000


@dataclass(slots=True)
class Row:
    line: int
    cells: list[str]
    refused: str = ""
    why: str = ""  # of a refusal that is counted apart
    says: list[str] = field(default_factory=list)
    uid: str = ""
    emails: dict[str, tuple[str, str]] = field(default_factory=dict)  # key -> address, status
    phones: list[str] = field(default_factory=list)
    plain: dict[str, Any] = field(default_factory=dict)  # columns of Person
    addresses: list[Address] = field(default_factory=list)
    zone: int | None = None
    place: str = ""  # a territory's code or name, from a column of its own
    changed_at: dt.datetime | None = None
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, bool] = field(default_factory=dict)  # purpose -> yes or no
    topics: dict[int, bool] = field(default_factory=dict)  # topic -> wants mails of it or not
    answered_at: dt.datetime | None = None
    unwilling: list[tuple[int, str]] = field(default_factory=list)  # column and value of a refusal
    parts: dict[tuple[str, str], str] = field(default_factory=dict)  # of addresses and e-mails, by number
    name_key: str = ""
    given_key: str = ""

    def names(self) -> tuple[str, str]:
        """The two keys that names are searched by."""
        return name_keys(self.plain.get("given_name", ""), self.plain.get("family_name", ""))


class Sheet:
    """A mapping made ready: call ``row`` for each record."""

    def __init__(
        self,
        columns: list[str],
        mapping: list[str],
        options: Options,
        fields: list[Field],
        tags: Collection[str] | None = None,
        known_topics: Iterable[Topic] = (),
        nobodys: Collection[str] = frozenset(),
    ) -> None:
        self.options = options
        self.topics = topics.Topics(known_topics)
        self.tags = tags  # keys of those that may be given; None: new ones are made
        self.columns = columns
        self.wins = ConflictPolicy(mapping, options)
        self.births = "name_birth" in options.keys
        self.fields = {known.slug: known for known in fields}
        self.nobodys = nobodys  # keys of addresses that no person has
        named = [(at, target) for at, target in enumerate(mapping) if target and self.topics.is_there(target)]
        self.setters = [(at, self._setter(at, target)) for at, target in named]
        self.has_addresses = any(target.startswith("address.") for target in mapping)
        self.has_topics = any(topics.is_about(target) for _at, target in named)
        self.has_notes = "note" in mapping
        self.field_slugs = [t.removeprefix(targets.FIELD) for t in mapping if t.startswith(targets.FIELD)]
        self.all_yes = options.all_say_yes_to()
        self.unwilling = unwilling.Reader(mapping, options.unwilling, columns, all_agree=bool(self.all_yes))
        self.may_say_yes = {p.value for p in ASKED if options.statement(p).is_complete}

    def row(self, record: Record) -> Row:
        """Read the cells; a bad one is left out and said, a line that names nobody is refused."""
        row = Row(record.line, record.cells, record.refused)
        if row.refused:
            return row
        if record.note:
            row.says.append(record.note)
        cells = record.cells
        row.unwilling = self.unwilling.found(cells)
        for at, setter in self.setters:
            if cell := cells[at].strip():
                if "'" in cell:
                    cell = csvs.unsafe(cell)
                try:
                    setter(row, cell)
                except Refused as error:
                    row.says.append(_left_out(self.columns[at], error))
        self._finish(row)
        return row

    def _finish(self, row: Row) -> None:
        if row.parts:
            _put_together(row, self.has_addresses)
        row.name_key, row.given_key = row.names()
        if not _names_somebody(row, self.births):
            row.refused = _all_of(row.says) or _(
                "No way to identify this person: add an e-mail, a phone with a name, or an external ID."
            )
            return
        for agreed in self.all_yes:
            row.answers.setdefault(agreed.value, True)
        for purpose, is_yes in list(row.answers.items()):
            if is_yes and purpose not in self.may_say_yes:
                del row.answers[purpose]
                row.says.append(_unproven(purpose, self.options))
        if row.unwilling:
            self._refuse(row)

    def _refuse(self, row: Row) -> None:
        """Take no yes from a line that says a refusal, and a no to e-mail where it is somebody's own."""
        at, cell = row.unwilling[0]
        if taken := [purpose for purpose, is_yes in row.answers.items() if is_yes]:
            for purpose in taken:
                del row.answers[purpose]
            row.says.append(unwilling.said(self.columns[at], cell))
        if any(self.unwilling.is_own_wish(at, cell) for at, cell in row.unwilling):
            row.answers.setdefault(Purpose.EMAIL.value, False)

    def _setter(self, at: int, target: str) -> Setter:
        plain = self._plain_setter(at, target)
        stands_for = self.options.values.get(str(at))
        return translated(plain, stands_for, self.fields, target) if stands_for else plain

    def _plain_setter(self, at: int, target: str) -> Setter:
        first, __, rest = target.partition(".")
        if first == "field":
            return self._field_setter(at, rest)
        if topics.is_about(target):
            return self.topics.setter(target)
        if first in {"consent", "refusal"}:
            return _answer_setter(rest, is_refusal=first == "refusal")
        if first in {"address", "email_status", "email_bad"}:
            return (
                _part_setter(*rest.rpartition(".")[::2]) if first == "address" else _part_setter(rest, first)
            )
        if first == "email":
            return _email_setter(rest, self.nobodys)
        if target == targets.TAGS and self.tags is not None:
            return self._known_tags
        if first in _SETTERS:
            return _SETTERS[first]
        if target in _DATED:
            return _date_setter(target, self.options.day_first.get(str(at), True))
        return _text_setter(target, *_LENGTHS[target])

    def _known_tags(self, row: Row, cell: str) -> None:
        for name in values.words(cell):
            if fold(name)[:100] in (self.tags or ()):
                row.tags.append(name)
            else:
                row.says.append(say(_("The tag “%(name)s” does not exist: skipped."), name=name))

    def _field_setter(self, at: int, slug: str) -> Setter:
        known = self.fields[slug]
        day_first = self.options.day_first.get(str(at), True)

        def text(cell: str) -> str:
            return values.fits(cell, 500)

        readers: dict[str, Callable[[str], Any]] = {
            Field.Kind.TEXT: text,
            Field.Kind.LONG_TEXT: lambda cell: values.fits(cell, LONGEST_TEXT),
            Field.Kind.NUMBER: lambda cell: within(known, values.number(cell)),
            Field.Kind.DATE: lambda cell: dates.read(cell, day_first),
            Field.Kind.YES_NO: values.yes_no,
        }
        if known.has_options:
            there = field_options(known)
            readers |= {
                Field.Kind.CHOICE: lambda cell: option(known, there, cell),
                Field.Kind.CHOICES: lambda cell: chosen(known, there, cell),
            }
        reader = readers[known.kind]

        def put(row: Row, cell: str) -> None:
            row.fields[slug] = reader(cell)

        return put


def _left_out(column: str, error: Refused) -> str:
    reason = said.of(error)
    return say(_("%(column)s skipped: %(reason)s"), kept=("column", "reason"), column=column, reason=reason)


def _all_of(sentences: list[str]) -> str:
    return said.joined(sentences) if sentences else ""


def _names_somebody(row: Row, births: bool) -> bool:
    if row.emails or row.plain.get("external_id") or row.uid:
        return True
    if births and row.plain.get("born_on") and row.plain.get("given_name") and row.plain.get("family_name"):
        return True
    return bool(row.phones and (row.plain.get("given_name") or row.plain.get("family_name")))


def _unproven(purpose: str, options: Options) -> str:
    label = Purpose(purpose).label
    if options.statement(purpose).how != COLUMN:
        words = _("The line says yes to %(what)s, but you chose not to import this consent.")
        return say(words, kept=("what",), what=label)
    words = _("No consent to %(what)s recorded: its wording or place is missing.")
    return say(words, kept=("what",), what=label)


def _email_setter(number: str, nobodys: Collection[str]) -> Setter:
    unconfirmed = Email.Status.UNCONFIRMED.value

    def put(row: Row, cell: str) -> None:
        address = values.email_of_somebody(cell, nobodys)
        row.emails.setdefault(address.key, (str(address), unconfirmed))
        row.parts[number, "email"] = address.key

    return put


def _phone(row: Row, cell: str) -> None:
    number = values.phone(cell)
    if number not in row.phones:
        row.phones.append(number)


def _sound(name: str) -> str:
    """A name as forms take it, too: no web or e-mail address."""
    if not name.isalpha() and (found := names.fault(name)):
        raise values.BadValue(fault_words(found))
    return name


def _name(row: Row, cell: str) -> None:
    """One cell for both names: "Marie DURAND" and "DURAND Marie" by the capitals, else the last word."""
    words = cell.split()
    capitals = [word for word in words if word.isupper() and len(word) > 1]
    if capitals and len(capitals) < len(words):
        family = " ".join(capitals)
        given = " ".join(word for word in words if word not in capitals)
    else:
        given, family = " ".join(words[:-1]), words[-1]
    row.plain["given_name"] = values.fits(_sound(names.tidy(given)), 100)
    row.plain["family_name"] = values.fits(_sound(names.tidy(family)), 100)


def _language(row: Row, cell: str) -> None:
    row.plain["language"] = values.language(cell)


def _tags(row: Row, cell: str) -> None:
    row.tags += values.words(cell)


def _note(row: Row, cell: str) -> None:
    row.notes.append(values.fits(cell, MAX_NOTE))


def _uid(row: Row, cell: str) -> None:
    row.uid = values.fits(cell.lower(), 36)


def _zone(row: Row, cell: str) -> None:
    row.place = values.fits(cell, 200)


_SETTERS: dict[str, Setter] = {
    "phone": _phone, "name": _name, "language": _language, "tags": _tags, "note": _note,
    "uid": _uid, "zone": _zone,
}  # fmt: skip
_NAMES = {"given_name", "family_name"}
_DATED = {"born_on", "created_at", "consent_on", "changed_at"}
_LENGTHS = {"external_id": (100,), "given_name": (100,), "family_name": (100,), "source": (200,)}


def _text_setter(target: str, most: int) -> Setter:
    is_name = target in _NAMES

    def put(row: Row, cell: str) -> None:
        if "  " in cell or not cell.isprintable():
            cell = names.tidy(cell) or " ".join(cell.split())
        row.plain[target] = values.fits(_sound(cell) if is_name else cell, most)

    return put


def _date_setter(target: str, day_first: bool) -> Setter:
    def put(row: Row, cell: str) -> None:
        if target == "born_on":
            day = dates.read(cell, day_first)
            if day.year < 1880 or day > dt.date.today():  # noqa: DTZ011 - a day either way is no matter
                raise values.BadValue(say(_("%(day)s is not a possible birth date."), day=day.isoformat()))
            row.plain["born_on"] = day
            return
        moment = dates.read_moment(cell, day_first)
        if moment > dt.datetime.now(dt.UTC):
            raise values.BadValue(say(_("%(day)s is in the future."), day=moment.date().isoformat()))
        if target == "consent_on":
            row.answered_at = moment
        elif target == "changed_at":
            row.changed_at = moment
        else:
            row.plain["created_at"] = moment

    return put


def _answer_setter(purpose: str, is_refusal: bool) -> Setter:
    purposes = [each.value for each in ASKED] if purpose == "all" else [purpose]

    def put(row: Row, cell: str) -> None:
        is_yes = values.yes_no(cell)
        if is_refusal and not is_yes:
            return  # not having refused is no consent
        for each in purposes:
            if is_refusal or each not in row.answers:
                row.answers[each] = is_yes and not is_refusal

    return put


def _part_setter(number: str, part: str) -> Setter:
    def put(row: Row, cell: str) -> None:
        row.parts[number, part] = cell

    return put


def _put_together(row: Row, has_addresses: bool) -> None:
    """Addresses from their parts; the state of each e-mail."""
    numbers = sorted({number for number, part in row.parts if part in targets.ADDRESS_PARTS})
    for number in numbers if has_addresses else []:
        part = {name: row.parts.get((number, name), "") for name in targets.ADDRESS_PARTS}
        try:
            if (address := address_parts.address(part, row.says)) and address not in row.addresses:
                row.addresses.append(address)
        except Refused as error:
            reason = said.of(error)
            row.says.append(say(_("Address skipped: %(reason)s"), kept=("reason",), reason=reason))
    for (number, part_name), cell in list(row.parts.items()):
        if part_name in {"email_status", "email_bad"}:
            _set_status(row, number, part_name, cell)


def _set_status(row: Row, number: str, kind: str, cell: str) -> None:
    try:
        status, is_wanted = (values.bad if kind == "email_bad" else values.status)(cell)
    except Refused as error:
        reason = said.of(error)
        row.says.append(say(_("E-mail status skipped: %(reason)s"), kept=("reason",), reason=reason))
        return
    if is_wanted is not None and row.answers.get("email") is not False:
        row.answers["email"] = is_wanted
    if key := row.parts.get((number, "email")):
        row.emails[key] = (row.emails[key][0], status)
