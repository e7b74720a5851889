"""Fictional representatives, and an appeal for which some have written and called."""

import random
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import pgettext

from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Containment, Kind, Zone
from hustings.people.persons.models import Email, Person
from hustings.shells.demo import paired, texts
from hustings.site.representatives import actions, letter_text, likeness, whom
from hustings.site.representatives.actions.voices import CALLED, WROTE
from hustings.site.representatives.models import (
    Appeal,
    AppealPage,
    ContactAttempt,
    Outcome,
    Representative,
    Voice,
)

_DAYS, _MOST = 24, 90


@transaction.atomic
def fill() -> None:
    if Appeal.objects.exists():
        return
    said = texts.told("appeals")
    author = User.objects.filter(email__startswith="carl@").first()
    zones = {zone.code: zone for zone in Zone.objects.of_kind(Kind.CONSTITUENCY).defer("shape")}
    for at, (code, given, family, party) in enumerate(said["names"], 1):
        if code in zones:
            actions.save_representative(user=author, values={
                "office": "mp", "body": "Assemblée nationale", "zone": zones[code], "given_name": given,
                "family_name": family, "party": party, "email": f"depute-{code}@assemblee.example",
                "phone": f"+331990000{at:02}", "languages": ["fr"], "checked_on": timezone.localdate(),
                "source": pgettext("demo", "Fictional directory of the demo"),
            })  # fmt: skip
    told = said["trains"]
    now = timezone.now()
    names = ["titles", "subjects", "openings", "points", "closings", "scripts"]
    appeal = actions.save_appeal(user=author, values={name: told[name] for name in names} | {
        "ways": ["letter", "call"], "offices": ["mp"], "sending": "server", "per_hour": 12, "kept_days": 30,
        "consents": ["email"], "opens_at": now - timedelta(days=_DAYS + 1), "closes_at": None,
    })  # fmt: skip
    _speak(appeal, said["own"], _path(told))
    reached = Representative.objects.filter(approaches__appeal=appeal).distinct().order_by("pk")
    for one, side, note in zip(reached, told["sides"], said["notes"], strict=False):
        actions.note_stand(appeal=appeal, representative=one, side=side, note=note, user=author)
    paired.publish(AppealPage, told, appeal=appeal)


def _path(told: dict[str, Any]) -> str:
    return f"/{texts.language()}/{told['slugs'][texts.language()]}/"


def _speak(appeal: Appeal, own: list[str], source: str) -> None:
    rng = random.Random(appeal.per_hour)  # noqa: S311 # play, not secrecy
    seats = Representative.objects.values("zone")
    near = Containment.objects.filter(outer__in=seats).values("inner")
    rows = Email.objects.filter(position=0, person__zone__in=near).select_related("person__zone")
    for email in rows.order_by("pk")[:_MOST]:
        _voice(appeal, email, own, source, rng)


def _voice(appeal: Appeal, email: Email, own: list[str], source: str, rng: random.Random) -> None:
    person: Person = email.person
    way = "call" if rng.random() < 0.3 else "letter"
    to = whom.of(appeal, person.zone, way)
    at = timezone.now() - timedelta(days=_DAYS * rng.random() ** 2, minutes=rng.randint(3, 600))
    chosen = {each for each in range(3) if rng.random() < 0.6}
    text = letter_text.compose(appeal, chosen, str(email.pk), person.name) if way == "letter" else ""
    text = text.replace("\n\n", f"\n\n{rng.choice(own)}\n\n", 1)
    address = person.addresses.first()
    voice = Voice.objects.create(
        appeal=appeal, way=way, person=person, address=email.address, key=email.key,
        given_name=person.given_name, family_name=person.family_name, zone=person.zone,
        postcode=address.postcode if address else "", language=texts.language(), source=source,
        subject=appeal.subject if text else "", text=text, prints=likeness.prints(text), asked_at=at,
        mailed_at=at, confirmed_at=at + timedelta(minutes=4),
    )  # fmt: skip
    ContactAttempt.objects.bulk_create(
        ContactAttempt(
            voice=voice, representative=one, appeal=appeal, way=way, key=email.key,
            outcome=rng.choice(Outcome.values) if way == "call" else "", counted_at=voice.confirmed_at,
            due_at=voice.confirmed_at if text else None, claimed_at=voice.confirmed_at if text else None,
            sent_at=at + timedelta(minutes=rng.randint(5, 90)),
        )
        for one in to
    )  # fmt: skip
    about = {"appeal": appeal.pk, "title": appeal.titles, "source": voice.source, "n": len(to)}
    line = person.log(CALLED if way == "call" else WROTE, **about)
    line.happened_at = at
    line.save(update_fields=["happened_at"])
