"""A team's daily work with people, by the same deeds as in HQ, so that every page has something."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import pgettext

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.people.changes.operations import run
from hustings.people.contacts.actions import contacts, follow_ups
from hustings.people.contacts.models import Contact
from hustings.people.duplicates.actions import duplicates
from hustings.people.persons import actions
from hustings.people.persons.actions import do_not_contact, fields, relationships, topics
from hustings.people.persons.do_not_contact import MARKS
from hustings.people.persons.models import Organisation, Person
from hustings.people.segments.actions import saved_views
from hustings.shells.demo import texts

N_TWINS = 14
Team = dict[str, User]


def fill(say: Callable[[str], None], today: date) -> None:
    """Let the team work for a while; twice is like once."""
    if Organisation.objects.exists():
        return
    say(_("Adding calls, follow-ups and relationships"))
    with transaction.atomic():
        rng = random.Random(14)  # noqa: S311 # play, not secrecy
        team = {user.email.partition("@")[0]: user for user in User.objects.all()}
        known = list(Person.objects.order_by("uid")[:400])
        _facts(rng, known, team)
        _belonging(rng, known, team)
        _calls(rng, known, team, today)
        _views(team)
        _topics(rng, known)
        _twins(rng, known)
    run.run_operation(duplicates.search().pk)


def _facts(rng: random.Random, known: list[Person], team: Team) -> None:
    for words in map(texts.here, texts.read("work")["fields"]):
        share = words.pop("share")
        limits: dict[str, Any] = {end: Decimal(words.pop(end)) for end in ("least", "most") if end in words}
        field = fields.add_field(**words, **limits, user=team["dora"])
        values = words.get("options") or range(int(limits["least"]), int(limits["most"]) + 1)
        for person in known:
            if rng.random() < share:
                value = rng.choice(list(values))
                actions.set_field(person=person, field=field, value=str(value), user=team["dora"])


def _belonging(rng: random.Random, known: list[Person], team: Team) -> None:
    dora = team["dora"]
    said = texts.told("work")
    for words in said["organisations"]:
        kind = words["kinds"][texts.language()]
        made = relationships.save_organisation(
            kind=kind, **{name: word for name, word in words.items() if name != "kinds"}
        )
        for person in rng.sample(known, min(len(known), rng.randint(2, 9))):
            role = rng.choice(said["roles"])
            relationships.join_organisation(person=person, name=made.name, role=role, user=dora)
    by_name: dict[str, list[Person]] = {}
    for person in known:
        by_name.setdefault(person.family_name, []).append(person)
    couples = [pair for pair in by_name.values() if len(pair) > 1]
    for first, second, *_more in couples[:12]:
        relationships.join_household(person=second, other=first, user=dora)
    recruiters = rng.sample(known, min(len(known), 9))
    roots = set(recruiters)
    for person in known:
        if person not in roots and rng.random() < 0.15:
            relationships.set_recruiter(person=person, recruiter=rng.choice(recruiters), user=dora)
            if rng.random() < 0.2:
                recruiters.append(person)  # who was brought brings others


def _calls(rng: random.Random, known: list[Person], team: Team, today: date) -> None:
    said = texts.told("work")
    outcomes = [Contact.Outcome.REACHED] * 6 + [Contact.Outcome.NO_ANSWER] * 3
    outcomes += [Contact.Outcome.LEFT_MESSAGE, Contact.Outcome.CALL_BACK]
    for person in rng.sample(known, min(len(known), 120)):
        outcome = rng.choice(outcomes)
        contacts.log_contact(
            person=person,
            method=rng.choice([Contact.Method.CALL, Contact.Method.VISIT, Contact.Method.MEETING]),
            outcome=outcome,
            note=rng.choice(said["calls"]) if outcome == Contact.Outcome.REACHED else "",
            contacted_at=timezone.now() - timedelta(days=rng.randint(0, 40), minutes=rng.randint(0, 500)),
            user=team["dora"],
        )
        if rng.random() < 0.3:
            follow_ups.add_follow_up(
                person=person,
                what=rng.choice(said["to_do"]),
                owner=team["dora"],
                due_on=today + timedelta(days=rng.randint(0, 12)),
                user=team["dora"],
            )
    for person in rng.sample(known, min(len(known), 6)):
        do_not_contact.set_mark(person=person, mark=rng.choice(sorted(MARKS)), is_set=True, user=team["dora"])


def _views(team: Team) -> None:
    for words in texts.read("work")["views"]:
        name = words["names"][texts.language()]
        saved_views.save_view(user=team["dora"], name=name, query=words["query"], is_shared=True)


def _topics(rng: random.Random, known: list[Person]) -> None:
    source = pgettext("demo", "Personal page")
    for words in texts.read("work")["topics"]:
        topic = topics.add_topic(**words)
        for person in rng.sample(known, len(known) // 10):
            is_in = not topic.is_default or rng.random() < 0.3
            topics.choose_topic(person=person, topic=topic, is_in=is_in, source=source)


def _twins(rng: random.Random, known: list[Person]) -> None:
    """Some who came in a second time under another address, by a slip of the pen."""
    for person in rng.sample(known, min(len(known), N_TWINS)):
        home = person.addresses.first()
        where: dict[str, Any] = {}
        if home:
            where = {"lines": home.lines, "postcode": home.postcode, "city": home.city}
        phone = person.phones.first()
        family = person.family_name
        slip = family if len(family) < 5 else family[:2] + family[3] + family[2] + family[4:]
        twin = actions.add_person(
            given_name=person.given_name,
            family_name=rng.choice([family, slip]),
            email=f"{person.uid.hex[:10]}@example.net",
            born_on=person.born_on,
            **where,
        )
        if phone and rng.random() < 0.7:
            actions.add_phone(person=twin, number=phone.number)
