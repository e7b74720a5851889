"""A debate as large as that of 2007: contributions in 50 questions, votes, local reports, a synthesis.

Everything follows from a fixed seed. Few contributions get most votes, few people cast most of them.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy
from django.db import connection
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from benchmarks import debate_texts, people_factory
from benchmarks.people_factory import moment, put
from hustings.deliberation.consultations.models import (
    Consultation,
    Grouped,
    Grouping,
    Item,
    ItemKind,
    Kind,
    Participant,
    Phase,
    Question,
    Version,
    Vote,
)
from hustings.deliberation.syntheses.models import Citation, LocalReport, Sentence, Synthesis
from hustings.foundation.lib.sql import bulk
from hustings.people.persons.models import Email, Person

QUESTIONS, SENTENCES, CITED, ALIKE = 50, 10, 20, 3  # of a question, of a sentence, of a group
CHOICES = ("agree", "mixed", "disagree")
ITEM = (
    "id consultation_id phase_id question_id kind parent_id participant_id version_id zone_id language"
    " position data posted_at n_for n_against n_sources n_amendments foreign_id checked_at hidden_at"
)
VERSION = (
    "id item_id number title text digest participant_id why is_typo made_at n_agree n_mixed n_disagree n_pass"
    " elsewhere"
)
VOTE = "item_id version_id participant_id choice cast_at is_carried_alone"


@dataclass(frozen=True, slots=True)
class Debate:
    """What was made: the step, questions in order, keys of contributions, the first being the best known."""

    phase: Phase
    synthesis: Synthesis
    questions: list[Question]
    items: list[int]
    participants: list[int]
    communes: list[int]

    @property
    def consultation(self) -> Consultation:
        return self.phase.consultation


class Factory:
    """One debate of ``n`` contributions; all else in the proportions of 2007."""

    def __init__(self, n: int) -> None:
        self.n, self.dice = n, random.Random(2007)
        self.n_people, self.n_votes = max(200, n * 60 // 135), n * 1_000 // 135
        self.n_local, self.n_arguments = max(20, n * 47 // 1_350), n // 5
        now = timezone.now()
        self.consultation = Consultation.objects.create(titles={"fr": "Désirs d’avenir"}, shown_at=now)
        self.phase, self.later = (
            Phase.objects.create(
                consultation=self.consultation, kind=kind, titles={"fr": title}, takes_reports=takes_reports,
                position=nth, starts_at=now - timedelta(days=30), ends_at=now + timedelta(days=30),
            )
            for nth, (kind, title, takes_reports) in enumerate(
                [(Kind.DEBATE, "Débat", True), (Kind.SYNTHESIS, "Synthèse", False)]
            )
        )  # fmt: skip
        self.questions = [
            Question.objects.create(phase=self.phase, titles={"fr": f"Question {nth}"}, position=nth)
            for nth in range(QUESTIONS)
        ]

    def fill(self) -> Debate:
        """Write it all."""
        self.communes = people_factory.zones()
        self.people = bulk.reserve_ids(Person, self.n_people)
        put(Person, people_factory.PERSON, people_factory.people(self.people, self.communes))
        mails = ((pk, f"p{pk}@example.org", f"p{pk}@example.org", 0, "confirmed") for pk in self.people)
        put(Email, "person_id address key position status", mails)
        self.participants = bulk.reserve_ids(Participant, self.n_people)
        put(
            Participant,
            "id consultation_id person_id mailbox number pseudonym shown name zone_id joined_at barred_why"
            " foreign_id",
            self._participants(),
        )
        self.items = bulk.reserve_ids(Item, self.n + self.n_arguments + self.n_local)
        self.versions = bulk.reserve_ids(Version, len(self.items))
        votes = self._drawn_votes()
        put(Item, ITEM, self._items())
        put(Version, VERSION, self._versions(votes))
        stands = Version.objects.filter(item=OuterRef("pk"))  # each points at the other
        Item.objects.filter(consultation=self.consultation).update(version=Subquery(stands.values("pk")))
        put(Vote, VOTE, self._votes(votes))
        self._local()
        self._groupings()
        synthesis = self._synthesis()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
        first = self.items[: self.n]
        return Debate(self.phase, synthesis, self.questions, first, self.participants, self.communes)

    def _participants(self) -> Iterator[tuple[Any, ...]]:
        numbers = self.dice.sample(range(1, 10 * self.n_people), self.n_people)
        for nth, pk in enumerate(self.participants):
            person, zone = self.people[nth], self.communes[nth % len(self.communes)]
            name = f"Voix {numbers[nth]}"
            yield (
                pk, self.consultation.pk, person, f"p{person}@example.org", numbers[nth], name, "pseudonym",
                "", zone, moment(nth), "", "",
            )  # fmt: skip

    def _items(self) -> Iterator[tuple[Any, ...]]:
        """Contributions, then arguments about some of them, then reports of local debates."""
        for nth, pk in enumerate(self.items):
            kind, above = self._kind(nth)
            parent = None if above is None else self.items[above]
            above = nth if above is None else above
            question = self.questions[above % QUESTIONS].pk if nth < self.n + self.n_arguments else None
            n_for = self.n_arguments // 2_000 if nth < 1_000 else 0
            seen = moment(0) if nth % 3 == 0 else None
            yield (
                pk, self.consultation.pk, self.phase.pk, question, kind, parent,
                self.participants[nth * 7 % self.n_people], None, self.communes[nth % len(self.communes)],
                "fr", 0, "{}", moment(3_000_000 - nth * 10), n_for, n_for, 0, 0, "", seen,
                moment(0) if nth % 200 == 7 else None,
            )  # fmt: skip

    def _kind(self, nth: int) -> tuple[str, int | None]:
        """Its kind, and the place of the contribution that it argues about."""
        if nth < self.n:
            return ItemKind.CONTRIBUTION, None
        if nth < self.n + self.n_arguments:
            return (ItemKind.FOR, ItemKind.AGAINST)[nth % 2], (nth - self.n) % 1_000 % self.n
        return ItemKind.REPORT, None

    def _drawn_votes(self) -> Any:
        """Pairs of a contribution and a voice, each once, and what the voice says."""
        dice = numpy.random.default_rng(2007)
        items = (self.n * dice.random(self.n_votes * 5 // 4) ** 3).astype(numpy.int64)
        voices = (self.n_people * dice.random(len(items)) ** 2).astype(numpy.int64)
        pairs = dice.permutation(numpy.unique(items * self.n_people + voices))[: self.n_votes]
        said = dice.choice(3, len(pairs), p=[0.6, 0.15, 0.25])
        return numpy.stack([pairs // self.n_people, pairs % self.n_people, said])

    def _versions(self, votes: Any) -> Iterator[tuple[Any, ...]]:
        counts = numpy.zeros((3, len(self.items)), dtype=int)
        for said in range(3):
            counts[said] = numpy.bincount(votes[0][votes[2] == said], minlength=len(self.items))
        for nth, (pk, item) in enumerate(zip(self.versions, self.items, strict=True)):
            text = debate_texts.text(self.dice, "en" if nth % 8 == 0 else "fr")
            yield (
                pk, item, 1, text[:60] if nth < self.n else "", text, f"{nth:064x}",
                self.participants[nth * 7 % self.n_people], "", self._false, moment(3_000_000 - nth * 10),
                *(int(counts[said][nth]) for said in range(3)), 0, "{}",
            )  # fmt: skip

    @property
    def _false(self) -> Any:
        return False if connection.vendor == "postgresql" else 0

    def _votes(self, votes: Any) -> Iterator[tuple[Any, ...]]:
        at, no = moment(0), self._false
        for item, voice, said in votes.T.tolist():
            yield self.items[item], self.versions[item], self.participants[voice], CHOICES[said], at, no

    def _local(self) -> None:
        reports = self.items[self.n + self.n_arguments :]
        at = self.communes
        rows = (
            (pk, f"Commune {nth}", at[nth % len(at)], "2026-11-01", 5 + nth % 80, "", "", "")
            for nth, pk in enumerate(reports)
        )
        put(LocalReport, "item_id place zone_id held_on n_present link picture picture_alt", rows)

    def _groupings(self) -> None:
        n = self.n // 1_000 or 1
        groups = bulk.reserve_ids(Grouping, n)
        put(Grouping, "id consultation_id made_at", ((pk, self.consultation.pk, moment(0)) for pk in groups))
        members = (
            (group, self.items[nth * ALIKE + place], place)
            for nth, group in enumerate(groups)
            for place in range(ALIKE)
        )
        put(Grouped, "grouping_id item_id position", members)

    def _synthesis(self) -> Synthesis:
        made = Synthesis.objects.create(phase=self.later)
        rows = bulk.reserve_ids(Sentence, QUESTIONS * SENTENCES)
        sentences = (
            (pk, made.pk, nth, debate_texts.text(self.dice, "fr"), moment(0)) for nth, pk in enumerate(rows)
        )
        put(Sentence, "id synthesis_id position text changed_at", sentences)
        shown = [pk for nth, pk in enumerate(self.items[: self.n]) if nth % 200 != 7]
        cites = (
            (sentence, item, moment(0))
            for sentence in rows
            for item in self.dice.sample(shown, min(CITED, len(shown)))
        )
        put(Citation, "sentence_id item_id made_at", cites)
        return made
