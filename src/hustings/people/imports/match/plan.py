"""Say of each row of a chunk whom it is about and what it changes. Writes nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.lib.text.said import joined, say, word
from hustings.people.imports.columns import conflict_policy
from hustings.people.imports.match import directory
from hustings.people.imports.match.directory import Earlier
from hustings.people.imports.match.person_state import Change, PersonState, Rules
from hustings.people.imports.rows.places import Places
from hustings.people.imports.rows.row import Row, Sheet
from hustings.people.persons.matching import key_owners, match_keys, self_reported
from hustings.people.persons.rights import IMPORT_PEOPLE

ERASED, AMBIGUOUS = "erased", "ambiguous"  # refusals that are counted apart
LEFT = "left"  # what becomes of lines that a cancelled import did not reach
BY = "by_"  # and the kind of key: people known by it


class Outcome(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    SAME = "same"
    MERGED = "merged"
    REFUSED = "refused"


def same_person(line: int) -> str:
    """The sentence about a further line of somebody."""
    return say(_("Same person as on line %(line)d."), line=line)


def outcome_labels() -> dict[str, str]:
    return {
        Outcome.CREATED: _("new"),
        Outcome.CHANGED: _("updated"),
        Outcome.SAME: _("unchanged"),
        Outcome.MERGED: _("duplicate in the file"),
        Outcome.REFUSED: _("rejected"),
        LEFT: _("not imported"),
    }


@dataclass(slots=True)
class Planned:
    row: Row
    outcome: Outcome
    standing: PersonState | None = None
    changes: list[Change] = field(default_factory=list)
    by: str = ""  # the kind of key that told who it is
    is_weak: bool = False  # it is one that others may have, and no address or number of theirs is in the row
    bars: bool = False  # addresses known before open the person's own page no more

    @property
    def says(self) -> list[str]:
        return [self.row.refused] if self.row.refused else self.row.says


class Land:
    """The territories a user may import into: all of them, or these."""

    def __init__(self, user: Any, *, everywhere: bool = False) -> None:
        self.zones: set[int] | None = None
        if not (everywhere or access.everywhere(user, IMPORT_PEOPLE)):
            self.zones = set(access.zones(user, IMPORT_PEOPLE).values_list("inner_id", flat=True))

    def refuses(self, row: Row, standing: PersonState) -> str:
        """Why the row is not for this user, in words; empty where it is."""
        if self.zones is None:
            return ""
        if standing.pk is not None and standing.zone not in self.zones:
            return _("This person is outside your territory.")
        if row.zone is None and (standing.pk is None and standing.line is None):
            return _("This line has no territory, and you can only import into yours.")
        if row.zone is not None and row.zone not in self.zones:
            return _("This address is outside your territory.")
        return ""


@dataclass
class Matcher:
    sheet: Sheet
    rules: Rules
    land: Land
    earlier: Earlier
    import_id: int
    lock: bool = False
    places: Places = field(default_factory=Places)
    several: set[str] = field(default_factory=set)  # keys that tell nobody apart
    gone: set[str] = field(default_factory=set)  # keys whose owners were erased

    def __post_init__(self) -> None:
        self.order = self.sheet.options.keys
        # Two people never have one external ID or address, so those are looked up anyhow.
        self.asked = [*self.order, *({match_keys.EXTERNAL, match_keys.EMAIL} - set(self.order))]

    def plan(self, rows: Sequence[Row]) -> list[Planned]:
        """One look at the database for all rows, then row by row in memory."""
        good = [row for row in rows if not row.refused]
        self.places.learn(good)
        self.gone = directory.erased(good)
        for row in good:
            self.places.settle(row)
            if self.gone and not self.gone.isdisjoint(f"e{key}" for key in row.emails):
                row.refused = _("This person asked to be erased: the address is not imported again.")
                row.why = ERASED
        known = self._known([row for row in good if not row.refused])
        planned = [self._plan(row, known) for row in rows]
        _bar(planned)
        return planned

    def _known(self, rows: Sequence[Row]) -> dict[str, PersonState]:
        wanted = {key for row in rows for key in match_keys.of(row, self.asked)} | self.gone
        owners = key_owners.owners(wanted)
        for key, who in self.earlier.owners(wanted).items():
            if key[0] in match_keys.SHARED:
                key_owners.add(owners, key, who)
            else:
                owners.setdefault(key, who)
        self.several = {key for key, who in owners.items() if who == key_owners.SEVERAL}
        people = set(owners.values()) - {key_owners.SEVERAL}
        fields = [self.sheet.fields[slug] for slug in self.sheet.field_slugs]
        persons = {who for who in people if who > 0}
        standings = directory.standings(
            persons,
            fields,
            with_notes=self.sheet.has_notes,
            with_topics=self.sheet.has_topics,
            lock=self.lock and bool(persons),
        )
        for who in people - standings.keys():
            standings[who] = PersonState()  # an earlier line will make them
        lines = self.earlier.lines(people) if people else {}
        for who, line in lines.items():
            standing = standings[who]
            standing.line = line.number
            standing.is_known = standing.is_known and not line.is_new
            if line.external_id and not standing.plain.get("external_id"):
                standing.plain["external_id"] = line.external_id
        if persons and self.rules.wins.asks_for_dates:
            for pk, since in conflict_policy.since(persons, self.import_id).items():
                standings[pk].since = since
        known = {key: standings[who] for key, who in owners.items() if who in standings}
        self.rules.inside = directory.nested(_moves(rows, known))
        return known

    def _plan(self, row: Row, known: dict[str, PersonState]) -> Planned:
        if row.refused:
            return Planned(row, Outcome.REFUSED)
        by = self._whose(row, known)
        standing = known[by] if by else PersonState()
        if self.gone and (told := self._erased_by(row, known, by)):
            row.why, row.refused = ERASED, _erased_says(told)
        if not row.refused:
            row.refused = self.land.refuses(row, standing)
        if not (row.refused or by) and row.uid and match_keys.of(row) == [f"u{row.uid}"]:
            row.refused = _("Unknown Hustings number, and nothing else on the line identifies the person.")
        if row.refused:
            return Planned(row, Outcome.REFUSED)
        mine = match_keys.of(row, self.asked)
        taken = {key for key in mine if key in known and known[key] is not standing}
        is_weak = bool(by) and by[0] in match_keys.SHARED and not _is_proven(row, standing)
        changes = standing.take(row, taken, self.rules)
        for key in mine:
            if known.setdefault(key, standing) is not standing and key[0] in match_keys.SHARED:
                self.several.add(key)
        outcome = self._outcome(row, standing, changes)
        return Planned(row, outcome, standing, changes, match_keys.KINDS[by[0]] if by else "", is_weak)

    def _erased_by(self, row: Row, known: dict[str, PersonState], by: str) -> str:
        """The key of somebody erased for the row; shared keys and swapped names tell nothing of others."""
        is_known = bool(by) and known[by].is_known
        is_here = is_known and by[0] in match_keys.UNIQUE
        asked = match_keys.of(row) if is_known else match_keys.of_erased(row)
        for key in asked:
            if key in self.gone and not (is_here and key[0] in match_keys.SHARED) and key not in self.several:
                owner = known.get(key)
                if owner is None or not owner.is_known:
                    return key
        return ""

    def _outcome(self, row: Row, standing: PersonState, changes: list[Change]) -> Outcome:
        if standing.line is not None:
            row.says.append(same_person(standing.line))
            return Outcome.MERGED
        if standing.pk is not None and not changes:
            return Outcome.SAME
        standing.line = row.line
        return Outcome.CREATED if standing.pk is None else Outcome.CHANGED

    def _whose(self, row: Row, known: dict[str, PersonState]) -> str:
        """The first key that tells who it is; the row is refused where several people have the only ones."""
        number = row.plain.get("external_id")
        unclear = ""
        for key in match_keys.of(row, self.order):
            if key in self.several:
                unclear = unclear or match_keys.KINDS[key[0]]
            elif (found := known.get(key)) is not None:
                if key[0] in "epn" and number and found.plain.get("external_id") not in {None, "", number}:
                    continue  # a mailbox that two people of different numbers share
                return key
        if unclear and not number:
            row.why = AMBIGUOUS
            words = _("Several people share %(key)s. Merge them, or add an external ID or an e-mail.")
            row.refused = say(words, kept=("key",), key=word(match_keys.labels()[unclear]))
        return ""


def _is_proven(row: Row, standing: PersonState) -> bool:
    if row.emails.keys() & standing.emails.keys():
        return True
    number = row.plain.get("external_id")
    return bool(number) and number == standing.plain.get("external_id")


def _bar(planned: Sequence[Planned]) -> None:
    """Where a row is about somebody by what they said of themselves, it may be another: see ``own_word``."""
    weak = [
        (each.standing.pk, each) for each in planned
        if each.is_weak and each.changes and each.standing and each.standing.pk and each.standing.is_known
    ]  # fmt: skip
    by_own_word = self_reported.of({pk for pk, _each in weak})
    for pk, each in weak:
        if pk in by_own_word:
            each.bars = True
            words = _(
                "Matched only by %(key)s, which they entered themselves: the new addresses can't "
                "open their personal page until someone on the team confirms them."
            )
            each.row.says.append(say(words, kept=("key",), key=word(match_keys.labels()[each.by])))


def _erased_says(key: str) -> str:
    words = _("This person asked to be erased (recognised by: %(key)s) and is not imported again.")
    says = say(words, kept=("key",), key=word(match_keys.labels()[match_keys.KINDS[key[0]]]))
    if key[0] not in match_keys.SHARED:
        return says
    return joined([says, _("If it is someone else, add the person manually.")])


def _moves(rows: Sequence[Row], known: dict[str, PersonState]) -> set[tuple[int, int]]:
    moves = set()
    for row in rows if known else []:
        if row.zone is not None:
            for key in match_keys.of(row):
                found = known.get(key)
                if found is not None and found.zone not in {None, row.zone}:
                    moves.add((found.zone, row.zone))
    return moves


def counted(planned: Sequence[Planned], counts: dict[str, int]) -> dict[str, int]:
    """The counts with those of a chunk added; ``notes`` are rows taken in with something left out."""
    more = Counter(each.outcome.value for each in planned)
    more["notes"] = sum(
        bool(each.row.says) for each in planned if each.outcome not in {Outcome.REFUSED, Outcome.MERGED}
    )
    more.update(each.row.why for each in planned if each.row.why)
    more.update(
        f"{BY}{each.by}" for each in planned if each.by and each.outcome in {Outcome.CHANGED, Outcome.SAME}
    )
    always = {key: counts.get(key, 0) + more.get(key, 0) for key in [*Outcome, "notes"]}
    return counts | always | {key: counts.get(key, 0) + n for key, n in more.items() if key not in always}
