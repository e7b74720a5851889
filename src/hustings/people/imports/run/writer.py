"""Write what a chunk of rows brings: many rows at once, in the caller's transaction."""

import hashlib
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from hustings.foundation.lib.sql import bulk
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.webhooks import outbox
from hustings.people.changes.restore_rows import address_mark
from hustings.people.imports.columns.options import CHANGED, CREATED, IF_EMPTY, OURS_WINS, Options
from hustings.people.imports.match.directory import folded
from hustings.people.imports.match.person_state import PersonState
from hustings.people.imports.match.plan import Outcome, Planned
from hustings.people.imports.models import Import
from hustings.people.imports.rows.address_parts import Address
from hustings.people.imports.rows.row import Sheet
from hustings.people.persons import consent_chain, topic_answers, webhook_events
from hustings.people.persons.change_log import CONSENT, FIELD, mark
from hustings.people.persons.hooks import page_hooks
from hustings.people.persons.models import (
    Activity,
    Consent,
    ConsentEntry,
    ConsentSeal,
    Email,
    Field,
    FieldValue,
    Note,
    Person,
    Phone,
    PostalAddress,
    Purpose,
    Tag,
    Tagging,
    Wording,
)
from hustings.people.persons.models.persons import name_keys

_PERSON = [
    "id", "uid", "external_id", "given_name", "family_name", "name_key", "given_key", "language", "born_on",
    "zone", "source", "created_at", "updated_at",
]  # fmt: skip
_VALUE = ["person", "field", "text", "key", "number", "date", "option_id"]
_ENTRY = [
    "id", "person", "purpose", "is_given", "wording", "source", "user", "given_at", "recorded_at",
    "subject", "salt", "seal",
]  # fmt: skip
_of_value = itemgetter(*_VALUE[2:])
# What Field.rows says for the kinds without options, without a dictionary for each of many million values.
_PLAIN: dict[str, Callable[[Any], tuple[Any, ...]]] = {
    Field.Kind.TEXT: lambda value: (value, fold(value)[:100], None, None, None),
    Field.Kind.NUMBER: lambda value: ("", "", value, None, None),
    Field.Kind.YES_NO: lambda value: ("", "", int(value), None, None),
    Field.Kind.DATE: lambda value: ("", "", None, value, None),
}
Rows = list[Sequence[Any]]


@dataclass
class Writer:
    """Writes the chunks of one import. Tags and wordings are looked up once."""

    of: Import
    sheet: Sheet
    language: str

    def __post_init__(self) -> None:
        self.options: Options = self.sheet.options
        self.forget()

    def forget(self) -> None:
        """Drop what was remembered: a transaction that wrote some of it was rolled back."""
        self.tags: dict[str, int] = {}
        self.said: dict[tuple[str, bool], tuple[int | None, str | None, str]] = {}
        self.sealed: list[tuple[int, bytes]] = []
        self.seal_number = 0

    @transaction.atomic
    def write(self, planned: Sequence[Planned]) -> None:
        """Write the chunk: people, what hangs on them, a line of the timeline each."""
        self.now = timezone.now()
        by_id = {id(each.standing): each.standing for each in planned if each.standing is not None}
        standings = list(by_id.values())
        new = [standing for standing in standings if standing.pk is None]
        pks = bulk.reserve_ids(Person, len(new))
        for standing, pk in zip(new, pks, strict=True):
            standing.pk, standing.uid = pk, uuid.uuid4()
        self._add_people(new)
        created = set(pks)
        # What is changed of people known before, for their lines.
        self.told: dict[int | None, list[Any]] = {
            one.pk: list(one.new.noted.values()) for one in standings if one.pk not in created
        }
        self._change_people(s for s in standings if s.pk not in created)
        self._bar({each.standing.pk for each in planned if each.bars and each.standing})
        self._add_reach(standings, created)
        self._add_descriptions(standings)
        self._add_answers(standings)
        self._add_topics(standings)
        self._add_activities(planned, created)

    def seal(self) -> None:
        """Seal the ledger entries of this chunk; the last thing in its transaction."""
        if self.sealed:
            consent_chain.seal_rows(self.sealed, number=self.seal_number)
            self.sealed = []

    def _add_people(self, new: list[PersonState]) -> None:
        rows: Rows = []
        source = self.options.source or self.of.file_name
        for one in new:
            plain = one.plain
            given, family = plain.get("given_name", ""), plain.get("family_name", "")
            rows.append((
                one.pk, one.uid, plain.get("external_id"), given, family, *name_keys(given, family),
                plain.get("language", self.language), plain.get("born_on"), one.zone,
                plain.get("source", source), plain.get("created_at", self.now), self.now,
            ))  # fmt: skip
        bulk.insert(Person, _PERSON, rows)

    def _change_people(self, known: Iterable[PersonState]) -> None:
        """Only people whose own row differs."""
        columns = [name for name in _PERSON if name not in {"id", "uid"}]
        rows: Rows = []
        for one in known:
            if one.new.is_any:
                plain = one.plain
                person = {**plain, "zone": one.zone, "updated_at": self.now}
                person["name_key"], person["given_key"] = name_keys(plain["given_name"], plain["family_name"])
                rows.append((one.pk, *(person[name] for name in columns)))
        bulk.update(Person, columns, rows)

    def _bar(self, people: set[int | None]) -> None:
        """Have the addresses of these people open their own page no more, and end what was sent there."""
        self.barred = people
        if people:
            Email.objects.filter(person__in=people, barred_at=None).update(barred_at=self.now)
            page_hooks.closed(people)

    def _add_reach(self, standings: list[PersonState], created: set[int]) -> None:
        emails: Rows = []
        numbers: Rows = []
        places: list[tuple[int | None, int, Address]] = []
        wins = self.sheet.wins
        ours_first = wins.chosen.get("address", wins.whole) in {OURS_WINS, IF_EMPTY}
        for one in standings:
            emails += [
                (one.pk, address, key, at, status, None if one.pk in created else self.now)
                for at, (address, key, status) in enumerate(one.new.emails, one.n_emails)
            ]
            numbers += [(one.pk, number, at) for at, number in enumerate(one.new.phones, one.n_phones)]
            first = one.n_addresses if ours_first else 0
            places += [(one.pk, at, new) for at, new in enumerate(one.new.addresses, first)]
            for _address, key, _status in one.new.emails:
                self._tell(one.pk, "email", key, one.emails[key])
            for number in one.new.phones:
                self._tell(one.pk, "phone", number)
            for key, status in one.new.worse_emails:
                Email.objects.filter(key=key, person=one.pk).update(status=status)
                page_hooks.closed([one.pk], with_requests=False)
        if not ours_first:
            moved = [one.pk for one in standings if one.new.addresses and one.pk not in created]
            if moved:  # where they live now comes first
                most = max(len(one.new.addresses) for one in standings)
                PostalAddress.objects.filter(person__in=moved).update(position=models.F("position") + most)
        bulk.insert(Email, ["person", "address", "key", "position", "status", "barred_at"], emails)
        bulk.insert(Phone, ["person", "number", "position"], numbers)
        self._add_places(places)

    def _tell(self, person: int | None, table: str, name: object, mark: Any = 1) -> None:
        """Note a row that was added; whoever is made needs none: to undo that is to remove them."""
        if person in self.told:
            self.told[person].append([f"{table}.{name}", None, mark])

    def _add_places(self, places: Sequence[tuple[int | None, int, Address]]) -> None:
        rows: Rows = [(pk, new.lines, new.postcode, new.city, new.country, at) for pk, at, new in places]
        of_known = [row for row in rows if row[0] in self.told]
        keys = bulk.reserve_ids(PostalAddress, len(of_known))
        for key, row in zip(keys, of_known, strict=True):
            self._tell(row[0], "address", key, address_mark(*row[1:5]))
        names = ["person", "lines", "postcode", "city", "country", "position"]
        if of_known:
            numbered = [(key, *row) for key, row in zip(keys, of_known, strict=True)]
            bulk.insert(PostalAddress, ["id", *names], numbered)
        bulk.insert(PostalAddress, names, [row for row in rows if row[0] not in self.told])

    def _add_descriptions(self, standings: list[PersonState]) -> None:
        self._learn_tags(name for one in standings for name in one.new.tags)
        taggings: Rows = []
        values: Rows = []
        notes: Rows = []
        replaced: list[tuple[int, str]] = []
        for one in standings:
            new_tags = [self.tags[key] for key in folded(one.new.tags)]
            taggings += [(one.pk, tag, self.now, self.of.operation_id) for tag in new_tags]
            for tag in new_tags:
                self._tell(one.pk, "tag", tag)
            for slug, value in one.new.fields.items():
                known = self.sheet.fields[slug]
                if columns := _PLAIN.get(known.kind):
                    values.append((one.pk, known.pk, *columns(value)))
                else:
                    values += [(one.pk, known.pk, *_of_value(columns)) for columns in known.rows(value)]
                was = one.new.noted.get(f"{FIELD}.{slug}")
                if was and was[1] is not None and one.pk is not None:
                    replaced.append((one.pk, slug))
            notes += [(one.pk, body, self.of.user_id, self.now) for body in one.new.notes]
        for slug in {slug for __, slug in replaced}:
            people = [pk for pk, each in replaced if each == slug]
            FieldValue.objects.filter(person__in=people, field=self.sheet.fields[slug]).delete()
        bulk.insert(Tagging, ["person", "tag", "added_at", "operation"], taggings)
        bulk.insert(FieldValue, _VALUE, values)
        self._add_notes(notes)

    def _add_notes(self, rows: Rows) -> None:
        of_known = [row for row in rows if row[0] in self.told]
        keys = bulk.reserve_ids(Note, len(of_known))
        for key, row in zip(keys, of_known, strict=True):
            self._tell(row[0], "note", key, mark(row[1]))
        names = ["person", "body", "author", "written_at"]
        if of_known:
            bulk.insert(Note, ["id", *names], [(key, *row) for key, row in zip(keys, of_known, strict=True)])
        bulk.insert(Note, names, [row for row in rows if row[0] not in self.told])

    def _learn_tags(self, names: Iterable[str]) -> None:
        missing = {key: name for key, name in folded(names).items() if key not in self.tags}
        if not missing:
            return
        Tag.objects.bulk_create(
            [Tag(name=name, key=key) for key, name in missing.items()], ignore_conflicts=True
        )
        self.tags |= dict(Tag.objects.filter(key__in=missing).values_list("key", "pk"))

    def _add_answers(self, standings: list[PersonState]) -> None:
        """The ledger and where people stand: new stands at once, changed ones by their row."""
        given = [(one, purpose, answer) for one in standings for purpose, answer in one.new.answers.items()]
        if not given:
            return
        entries: Rows = []
        stands: Rows = []
        pks = bulk.reserve_ids(ConsentEntry, len(given))
        seal = self.seal_number = bulk.reserve_ids(ConsentSeal, 1)[0]
        salts = consent_chain.salts(len(given))
        user = self.of.user_id
        for pk, salt, (one, purpose, answer) in zip(pks, salts, given, strict=True):
            wording, said, source = self._said(purpose, answer.is_given)
            is_given, given_at, who, subject = answer.is_given, answer.given_at, one.pk, one.uid
            entries.append((
                pk, who, purpose, is_given, wording, source, user, given_at, self.now, subject, salt, seal,
            ))  # fmt: skip
            self.sealed.append((pk, consent_chain.digest(
                pk, salt, subject, purpose, is_given, said, source, given_at, self.now
            )))  # fmt: skip
            stands.append((who, purpose, is_given, pk))
            self._tell(who, CONSENT, purpose, pk)
        bulk.insert(ConsentEntry, _ENTRY, entries)
        for purpose in {purpose for _one, purpose, _answer in given}:
            noes = [
                one.pk
                for one, said, answer in given
                if one.pk and (said, answer.is_given) == (purpose, False)
            ]
            outbox.tell(webhook_events.CONSENT_WITHDRAWN, *noes, purpose=purpose)
        if replaced := {(one.pk, purpose) for one, purpose, __ in given if purpose in one.had_answers}:
            Consent.objects.filter(_any_of(replaced)).delete()
        bulk.insert(Consent, ["person", "purpose", "is_given", "entry"], stands)

    def _add_topics(self, standings: list[PersonState]) -> None:
        """What they want to read about: the answers and where people stand."""
        given = [(one, topic, answer) for one in standings for topic, answer in one.new.topics.items()]
        if not given:
            return
        said = [
            topic_answers.Said(one.pk, topic, answer.is_given, answer.given_at)
            for one, topic, answer in given if one.pk is not None
        ]  # fmt: skip
        stood = [(one.pk, topic) for one, topic, _answer in given if one.pk and topic in one.had_topics]
        source, user = self.of.file_name[:200], self.of.user_id
        keys = topic_answers.write(said, source=source, user=user, now=self.now, stood=stood)
        for key, (one, topic, _answer) in zip(keys, given, strict=True):
            self._tell(one.pk, "topic", topic, key)

    def _said(self, purpose: str, is_given: bool) -> tuple[int | None, str | None, str]:
        """The wording, its digest and the source of one answer; the same for all of a purpose."""
        known = self.said.get((purpose, is_given))
        if known is None:
            wording = self._wording(purpose) if is_given else None
            statement = self.options.statement(purpose)
            file = self.of.file_name
            where = f"{statement.where.strip()} ({file})" if statement.where else file
            known = (wording.pk, wording.digest, where[:200]) if wording else (None, None, where[:200])
            self.said[purpose, is_given] = known
        return known

    def _wording(self, purpose: str) -> Wording | None:
        text = self.options.statement(purpose).wording.strip()
        if not text:
            return None
        digest = hashlib.sha256(f"{purpose}\n{text}".encode()).hexdigest()
        return Wording.objects.get_or_create(digest=digest, defaults={"purpose": purpose, "text": text})[0]

    def _add_activities(self, planned: Sequence[Planned], created: set[int]) -> None:
        rows: Rows = []
        told: set[int] = set()
        for each in planned:
            one = each.standing
            if one is None or not self._is_told(one, each, told):
                continue
            told.add(id(one))
            data: dict[str, Any] = {"import": self.of.pk, "line": each.row.line, "file": self.of.file_name}
            if one.new.answers:
                data["consents"] = {purpose: answer.is_given for purpose, answer in one.new.answers.items()}
            if one.pk not in created:
                data["changes"] = self.told[one.pk]
                if one.pk in self.barred:
                    data["barred"] = True
            kind = CREATED if one.pk in created else CHANGED
            rows.append((one.pk, kind, self.now, self.of.user_id, self.of.operation_id, data))
        bulk.insert(Activity, ["person", "kind", "happened_at", "user", "operation", "data"], rows)

    def _is_told(self, one: PersonState, each: Planned, told: set[int]) -> bool:
        """Whether this row is the first of the chunk that makes, changes or adds to ``one``."""
        if id(one) in told:
            return False
        if each.outcome == Outcome.MERGED:
            return bool(each.changes) and one.pk in self.told
        return each.outcome in {Outcome.CREATED, Outcome.CHANGED}


def _any_of(pairs: set[tuple[int | None, str]]) -> models.Q:
    found = models.Q()
    for purpose in Purpose.values:
        found |= models.Q(purpose=purpose, person__in=[pk for pk, each in pairs if each == purpose])
    return found
