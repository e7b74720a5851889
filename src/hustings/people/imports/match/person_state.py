"""State of a person, and what one row of a file changes about them."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.lib.text.said import say
from hustings.foundation.lib.text.text_folding import fold
from hustings.people.imports.columns.conflict_policy import ConflictPolicy, is_newer
from hustings.people.imports.columns.options import FILE_WINS, IF_EMPTY, OURS_WINS, Options
from hustings.people.imports.rows import topics
from hustings.people.imports.rows.address_parts import Address
from hustings.people.imports.rows.row import Row
from hustings.people.imports.rows.topics import Topics
from hustings.people.persons.change_log import FIELD, STATUS, written
from hustings.people.persons.models import Email, Purpose

_WORDS = {True: "yes", False: "no"}  # translated where they are shown


class Change(NamedTuple):
    target: str
    old: Any  # words, or a moment or day, which each reader's language writes in its way
    new: Any


class Answer(NamedTuple):
    """A yes or a no and when it was given."""

    is_given: bool
    given_at: dt.datetime


@dataclass
class Rules:
    options: Options
    uploaded_at: dt.datetime
    wins: ConflictPolicy
    topics: Topics = field(default_factory=Topics)
    inside: set[tuple[int, int]] = field(default_factory=set)  # inner, outer

    def topic_names(self, key: int) -> dict[str, str]:
        """Its name in each language."""
        names: dict[str, str] = self.topics.by_key[key].names
        return names

    @cached_property
    def as_of(self) -> dt.datetime:
        """The moment that the file's data is of, where its lines don't say."""
        if not self.options.as_of:
            return self.uploaded_at
        day = dt.date.fromisoformat(self.options.as_of)
        return dt.datetime.combine(day, dt.time(), tzinfo=self.uploaded_at.tzinfo)


@dataclass(slots=True)
class PersonChange:
    """Additions to a person and changes of them by lines of a file: all that is to be written."""

    noted: dict[str, list[Any]] = field(default_factory=dict)  # of somebody known: changes, for their line
    is_row_changed: bool = False  # their own row
    emails: list[tuple[str, str, str]] = field(default_factory=list)  # address, key, status
    worse_emails: list[tuple[str, str]] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)
    topics: dict[int, Answer] = field(default_factory=dict)

    @property
    def is_any(self) -> bool:
        return bool(
            self.is_row_changed or self.emails or self.worse_emails or self.phones or self.addresses
            or self.tags or self.fields or self.notes or self.answers or self.topics
        )  # fmt: skip


@dataclass(slots=True)
class PersonState:
    """A person as the database and the lines before have them. ``pk`` None: to be made."""

    pk: int | None = None
    uid: UUID | None = None
    line: int | None = None  # of this file, where an earlier one made or changed them
    is_known: bool = False  # before this file
    since: dict[str, dt.datetime] = field(default_factory=dict)  # thing -> when it was last changed
    plain: dict[str, Any] = field(default_factory=dict)
    zone: int | None = None
    emails: dict[str, str] = field(default_factory=dict)  # key -> status
    phones: set[str] = field(default_factory=set)
    addresses: set[tuple[str, str, str, str]] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    fields: dict[str, Any] = field(default_factory=dict)
    notes: set[str] = field(default_factory=set)
    answers: dict[str, Answer] = field(default_factory=dict)
    topics: dict[int, Answer] = field(default_factory=dict)
    n_emails: int = 0
    n_phones: int = 0
    n_addresses: int = 0
    n_tags: int = 0
    n_notes: int = 0
    had_topics: set[int] = field(default_factory=set)  # topics with a stand in the database
    had_answers: set[str] = field(default_factory=set)  # purposes with a stand in the database
    new: PersonChange = field(default_factory=PersonChange)

    def take(self, row: Row, taken: set[str], rules: Rules) -> list[Change]:
        """Add what the row brings; ``taken`` are its keys that belong to somebody else."""
        if self.pk is None and self.line is None:
            return self._begin(row, taken, rules)
        changes: list[Change] = []
        self._take_plain(row, taken, rules, changes)
        self._take_zone(row, rules, changes)
        self._take_emails(row, taken, rules, changes)
        for number in row.phones if row.phones and self._may_add("phone", self.n_phones, rules) else ():
            if number not in self.phones:
                self.phones.add(number)
                self.new.phones.append(number)
                changes.append(Change("phone", "", number))
        if row.addresses:
            self._take_addresses(row, rules, changes)
        self._take_words(row, rules, changes)
        if row.fields:
            self._take_fields(row, rules, changes)
        if row.answers:
            self._take_answers(row, rules, changes)
        if row.topics:
            self._take_topics(row, rules, changes)
        return changes

    def _take_words(self, row: Row, rules: Rules, changes: list[Change]) -> None:
        tags = row.tags if row.tags and self._may_add("tags", self.n_tags, rules) else []
        for name in [*tags, *rules.options.tags]:
            if (key := fold(name)[:100]) not in self.tags:
                self.tags.add(key)
                self.new.tags.append(name)
                changes.append(Change("tags", "", name))
        for body in row.notes if row.notes and self._may_add("note", self.n_notes, rules) else ():
            if body not in self.notes:
                self.notes.add(body)
                self.new.notes.append(body)
                changes.append(Change("note", "", body[:60]))

    def _begin(self, row: Row, taken: set[str], rules: Rules) -> list[Change]:
        """The first line about somebody new: there is nothing to compare with, and no change to be told."""
        self.plain, self.zone = row.plain.copy(), row.zone
        if taken:
            if (number := self.plain.get("external_id")) and f"x{number}" in taken:
                del self.plain["external_id"]
                row.says.append(_number_taken(number))
            self._take_emails(row, taken, rules, [])
        else:
            self.emails = {key: status for key, (_address, status) in row.emails.items()}
            self.new.emails = [(address, key, status) for key, (address, status) in row.emails.items()]
        self.phones, self.new.phones = set(row.phones), row.phones.copy()
        if row.addresses:
            self._take_addresses(row, rules, [])
        for name in [*row.tags, *rules.options.tags]:
            if (key := fold(name)[:100]) not in self.tags:
                self.tags.add(key)
                self.new.tags.append(name)
        self.new.notes = list(dict.fromkeys(row.notes))
        self.notes = set(row.notes)
        self.fields, self.new.fields = row.fields.copy(), row.fields.copy()
        for purpose, is_yes in row.answers.items():
            at = row.answered_at or (_stated(rules, purpose) if is_yes else None)
            self.answers[purpose] = self.new.answers[purpose] = Answer(is_yes, at or rules.uploaded_at)
        self._take_topics(row, rules, [])
        return []

    def _take_plain(self, row: Row, taken: set[str], rules: Rules, changes: list[Change]) -> None:
        for name, value in row.plain.items():
            old = self.plain.get(name)
            if old == value or self._keeps(name, bool(old), row, rules):
                continue
            if name == "external_id" and f"x{value}" in taken:
                row.says.append(_number_taken(value))
                continue
            if self.pk is not None and not self._may_replace(name, old, value):
                continue
            self._note(name, old, value)
            self.plain[name], self.new.is_row_changed = value, True
            changes.append(Change(name, _said(old or None), _said(value)))

    def _keeps(self, thing: str, has_old: bool, row: Row, rules: Rules) -> bool:
        """Whether what we have stays, by what was chosen for the column or the whole file."""
        if rules.wins.is_file or (how := rules.wins.how(thing)) == FILE_WINS:
            return False
        if how == OURS_WINS:
            return self.is_known
        if how == IF_EMPTY or not has_old:
            return has_old
        of_file = row.changed_at or rules.as_of
        return self.is_known and is_newer(self.since, self.plain.get("created_at"), thing, of_file)

    def _may_add(self, thing: str, n: int, rules: Rules) -> bool:
        """Whether one more is taken in; ``n`` is how many the database has."""
        return rules.wins.may_add(thing, is_known=self.is_known, has_some=n > 0)

    def _note(self, target: str, old: Any, new: Any) -> None:
        """For the journal. Whoever is made needs none: to undo that is to remove them."""
        if self.pk is not None:
            was = self.new.noted[target][1] if target in self.new.noted else written(old)
            self.new.noted[target] = [target, was, written(new)]

    def _may_replace(self, name: str, old: Any, value: Any) -> bool:
        """Where somebody we know came from stays, and since when unless the file knows an earlier day."""
        if name == "source":
            return not old
        return name != "created_at" or bool(value < old.replace(microsecond=0))

    def _take_zone(self, row: Row, rules: Rules, changes: list[Change]) -> None:
        if row.zone is None or row.zone == self.zone:
            return
        if self.zone is not None and (self.zone, row.zone) in rules.inside:
            return  # ours is as true and smaller
        if self._keeps("zone", self.zone is not None, row, rules):
            return
        self._note("zone", self.zone, row.zone)
        changes.append(Change("zone", str(self.zone or ""), str(row.zone)))
        self.zone, self.new.is_row_changed = row.zone, True

    def _take_emails(self, row: Row, taken: set[str], rules: Rules, changes: list[Change]) -> None:
        may_add = self._may_add("email", self.n_emails, rules) if row.emails else True
        for key, (address, status) in row.emails.items():
            if f"e{key}" in taken:
                words = _("The e-mail %(address)s belongs to someone else: skipped.")
                row.says.append(say(words, address=address))
            elif key not in self.emails:
                if not may_add:
                    continue
                self.emails[key] = status
                self.new.emails.append((address, key, status))
                changes.append(Change("email", "", address))
            elif status != self.emails[key] == Email.Status.UNCONFIRMED:
                if all(key != new for _address, new, _status in self.new.emails):
                    self._note(f"{STATUS}.{key}", self.emails[key], status)
                self.emails[key] = status
                self.new.worse_emails.append((key, status))
                changes.append(Change("email_status", address, status))

    def _take_addresses(self, row: Row, rules: Rules, changes: list[Change]) -> None:
        for address in row.addresses if self._may_add("address", self.n_addresses, rules) else ():
            key = address_key(address.lines, address.postcode, address.city, address.country)
            if key not in self.addresses:
                self.addresses.add(key)
                self.new.addresses.append(address)
                said = ", ".join(
                    filter(None, [address.lines.replace("\n", ", "), address.postcode, address.city])
                )
                changes.append(Change("address", "", said))

    def _take_fields(self, row: Row, rules: Rules, changes: list[Change]) -> None:
        for slug, value in row.fields.items():
            old = self.fields.get(slug)
            if old == value or self._keeps(f"{FIELD}.{slug}", old is not None, row, rules):
                continue
            self._note(f"{FIELD}.{slug}", old, value)
            self.fields[slug] = self.new.fields[slug] = value
            changes.append(Change(f"field.{slug}", _said(old), _said(value)))

    def _take_topics(self, row: Row, rules: Rules, changes: list[Change]) -> None:
        """Under the same rules as answers to purposes, and apart from them: a topic is no consent."""
        for topic, is_in in row.topics.items():
            answer = Answer(is_in, row.answered_at or rules.uploaded_at)
            ours = self.topics.get(topic)
            if ours is not None and ours.is_given == is_in:
                continue
            names = rules.topic_names(topic)
            if ours is not None and not _overrules(answer, ours, is_dated=row.answered_at is not None):
                row.says.append(topics.kept(names, ours.given_at, is_in=ours.is_given))
                continue
            self.topics[topic] = self.new.topics[topic] = answer
            changes.append(Change("topics" if is_in else "topics_out", "", names))

    def _take_answers(self, row: Row, rules: Rules, changes: list[Change]) -> None:
        for purpose, is_yes in row.answers.items():
            at = row.answered_at or (_stated(rules, purpose) if is_yes else None)
            answer = Answer(is_yes, at or rules.uploaded_at)
            ours = self.answers.get(purpose)
            if ours is not None and ours.is_given == is_yes:
                continue
            if ours is not None and not _overrules(answer, ours, is_dated=at is not None):
                row.says.append(_kept(purpose, ours))
                continue
            self.answers[purpose] = self.new.answers[purpose] = answer
            word = "" if ours is None else _WORDS[ours.is_given]
            changes.append(Change(f"consent.{purpose}", word, _WORDS[is_yes]))


def _said(value: Any) -> Any:
    """A value in words; moments and days stay what they are."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return _WORDS[value]
    if isinstance(value, dt.date):
        return value
    return "" if value is None else str(value)


def _number_taken(number: str) -> str:
    return say(_("The external ID %(number)s belongs to someone else: skipped."), number=number)


def address_key(lines: str, postcode: str, city: str, country: str) -> tuple[str, str, str, str]:
    return fold(lines), postcode, fold(city), country


def _stated(rules: Rules, purpose: str) -> dt.datetime | None:
    day = rules.options.statement(purpose).day
    return dt.datetime.combine(day, dt.time(), tzinfo=rules.uploaded_at.tzinfo) if day else None


def _overrules(new: Answer, ours: Answer, is_dated: bool) -> bool:
    """In doubt the answer is no: a yes must be known to be later than our no, a no only not to be earlier."""
    if new.is_given:
        return is_dated and new.given_at > ours.given_at
    return new.given_at >= ours.given_at


def _kept(purpose: str, ours: Answer) -> str:
    words = _("Refused %(what)s on %(day)s; the file has no later consent, so the refusal stays.")
    if ours.is_given:
        words = _("Agreed to %(what)s on %(day)s, which is later than the file: the consent stays.")
    what, day = Purpose(purpose).label, timezone.localdate(ours.given_at).isoformat()
    return say(words, kept=("what",), what=what, day=day)
