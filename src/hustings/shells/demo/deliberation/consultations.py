"""A consultation on water that runs, and a programme that fifty debates made."""

import random
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from hustings.deliberation.consultations.actions import items, running, take_part
from hustings.deliberation.consultations.models import (
    CHOICES,
    Choice,
    Consultation,
    Item,
    ItemKind,
    Kind,
    Participant,
    Phase,
    Question,
    Version,
    Vote,
)
from hustings.foundation.accounts.models import User
from hustings.people.persons.models import Email
from hustings.shells.demo import texts

_VOICES = 90
_WEIGHTS = {Choice.AGREE: 6, Choice.MIXED: 2, Choice.DISAGREE: 3, Choice.PASS: 1}


@transaction.atomic
def fill() -> None:
    if Consultation.objects.exists():
        return
    said = texts.read("consultations")
    _water(said["water"])
    _programme(said["programme"])


def _started(told: dict[str, Any], phases: list[tuple[Kind, int, int | None]]) -> Consultation:
    """A consultation that is shown; ``phases``: kind, days since it began, days until it ends."""
    now = timezone.now()
    made = Consultation.objects.create(
        titles=told["titles"], summaries=told["summaries"], policies=told["policies"],
        shown_at=now - timedelta(days=max(begun for _kind, begun, _ends in phases)),
        user=User.objects.filter(email__startswith="carl@").first(),
    )  # fmt: skip
    for position, (kind, begun, ends) in enumerate(phases):
        Phase.objects.create(
            consultation=made, position=position, kind=kind, titles=running.titles_of(kind),
            starts_at=now - timedelta(days=begun), ends_at=now + timedelta(days=ends) if ends else None,
            **running.defaults(kind),
        )  # fmt: skip
    return made


def _voices(consultation: Consultation, n: int) -> list[Participant]:
    found = Email.objects.filter(position=0).select_related("person__zone")
    rng = random.Random(n)  # noqa: S311 # play, not secrecy
    return [
        take_part(
            consultation=consultation, person=email.person, key=email.key,
            shown="name" if rng.random() < 0.3 else "pseudonym",
        )
        for email in found.order_by("pk")[:n]
    ]  # fmt: skip


def _water(told: dict[str, Any]) -> None:
    made = _started(told, [(Kind.DEBATE, 12, 16), (Kind.STATEMENTS, 5, 23), (Kind.FOLLOW_UP, -23, None)])
    voices, rng = _voices(made, _VOICES), random.Random(2)  # noqa: S311 # play, not secrecy
    debate, statements = made.phases.filter(kind__in=[Kind.DEBATE, Kind.STATEMENTS]).order_by("position")
    shares: dict[int, float] = {}
    for position, asked in enumerate(told["questions"]):
        question = Question.objects.create(
            phase=debate, position=position, titles=asked["titles"], intros=asked["intros"]
        )
        for said in asked["items"]:
            item = _item(question, rng.choice(voices), said, rng)
            shares[item.pk] = said["share"]
            for side in (ItemKind.FOR, ItemKind.AGAINST):
                for words in said[side.value]:
                    beside = _words(debate, side, rng.choice(voices), words, parent=item)
                    shares[beside.pk] = 0.7
    for nth, words in enumerate(told["statements"]["items"]):
        item = _words(statements, ItemKind.STATEMENT, None, words)
        shares[item.pk] = 0.75 if nth in (3, 6, 9) else 0.5
    _vote(list(made.items.select_related("phase", "version")), voices, shares, rng)


def _item(question: Question, who: Participant, said: dict[str, Any], rng: random.Random) -> Item:
    code = texts.language()
    return _dated(
        items.add(
            phase=question.phase, kind=ItemKind.CONTRIBUTION, title=said["title"][code],
            text=said["text"][code], participant=who, question=question, zone=who.zone_id,
        ),
        rng,
    )  # fmt: skip


def _words(phase: Phase, kind: str, who: Participant | None, words: dict[str, str], **more: Any) -> Item:
    return items.add(phase=phase, kind=kind, text=words[texts.language()], participant=who, **more)


def _dated(item: Item, rng: random.Random) -> Item:
    """Written some time since its step began."""
    since = max(
        timedelta(hours=1), min(timezone.now(), item.phase.ends_at or timezone.now()) - item.phase.starts_at
    )
    item.posted_at = item.phase.starts_at + since * rng.random()
    item.save(update_fields=["posted_at"])
    Version.objects.filter(item=item).update(made_at=item.posted_at)
    return item


def _vote(found: list[Item], voices: list[Participant], shares: dict[int, float], rng: random.Random) -> None:
    """Votes of two camps that differ on some and agree on others; counters are those of the rows."""
    rows = []
    for item in found:
        choices = CHOICES[item.phase.ballot]
        leaning = rng.random()
        for nth, who in enumerate(voices):
            if not choices or rng.random() > shares.get(item.pk, 0.4):
                continue
            camp = 1 if nth % 5 < 3 else -1
            tilt = 3 if (leaning > 0.5) == (camp > 0) else 0.4
            weights = [_WEIGHTS[choice] * (tilt if choice == Choice.AGREE else 1) for choice in choices]
            [choice] = rng.choices(choices, weights)
            rows.append(Vote(item=item, version=item.version, participant=who, choice=choice))
    Vote.objects.bulk_create(rows, batch_size=500)
    _count(found)


def _count(found: list[Item]) -> None:
    counts = Vote.objects.filter(item__in=found).values_list("version", "choice").annotate(n=Count("pk"))
    of: dict[int, dict[str, int]] = {}
    for version, choice, n in counts:
        of.setdefault(version, {})[f"n_{choice}"] = n
    for version, columns in of.items():
        Version.objects.filter(pk=version).update(**columns)


def _programme(told: dict[str, Any]) -> None:
    made = _started(
        told,
        [(Kind.DEBATE, 120, -60), (Kind.SYNTHESIS, 60, -30), (Kind.TEXT, 30, 20), (Kind.DECISION, -20, 40)],
    )
    debate = made.phases.get(kind=Kind.DEBATE)
    Phase.objects.filter(pk=debate.pk).update(takes_reports=True)
    voices, rng = _voices(made, _VOICES), random.Random(2007)  # noqa: S311 # play, not secrecy
    code = texts.language()
    subjects = zip(told["subjects"]["fr"], told["subjects"]["en"], strict=True)
    for position, (french, english) in enumerate(subjects):
        titles = {"fr": told["asks"]["fr"] % french, "en": told["asks"]["en"] % english}
        question = Question.objects.create(phase=debate, position=position, titles=titles)
        for deed in rng.sample(range(len(told["deeds"][code])), rng.randint(3, 6)):
            who, reason = rng.choice(voices), rng.choice(told["reasons"][code])
            title = told["deeds"][code][deed]
            text = f"{title} : {reason}" if code == "fr" else f"{title}: {reason}"
            _dated(
                items.add(
                    phase=debate, kind=ItemKind.CONTRIBUTION, title=title, text=text, participant=who,
                    question=question, zone=who.zone_id,
                ),
                rng,
            )  # fmt: skip
    _vote(list(made.items.select_related("phase", "version")), voices, {}, rng)
