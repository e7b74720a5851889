"""Two petitions: one that people sign, with comments and doubts to look at, and one that was handed over."""

import random
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import pgettext_lazy
from wagtail.images.models import Image

from hustings.foundation.accounts.models import User
from hustings.people.duplicates.search.mailboxes import counted_as
from hustings.people.persons.models import Email, Person
from hustings.shells.demo import paired, texts
from hustings.site.embeds import actions as embeds
from hustings.site.embeds.models import Use
from hustings.site.petitions import actions, doubts, meter, proof
from hustings.site.petitions.actions.signatures import SIGNED
from hustings.site.petitions.models import Petition, PetitionPage, Signature

_DAYS = 40
_ELSEWHERE = [
    ("https://gazette-vaurelle.example", "La Gazette de la Vaurelle", 60),
    ("https://usagers-du-train.example", pgettext_lazy("demo", "Train users’ group"), 12),
]  # sites that show the first one: views a day


@transaction.atomic
def fill() -> None:
    if Petition.objects.exists():
        return
    author = User.objects.filter(email__startswith="carl@").first()
    said = texts.told("petitions")
    for name in ("trains", "school"):
        told = said[name]
        closed = told.get("delivered_days_ago", 0)
        now = timezone.now()
        petition = actions.save_petition(
            titles=told["titles"], addressees=told["addressees"], goal=told["goal"],
            opens_at=now - timedelta(days=closed + _DAYS + 2), closes_at=None,
            asks=["family_name", "comment"], consents=["email"], user=author,
        )  # fmt: skip
        _sign(petition, told["share"], said, closed)
        proof.seal(petition.pk)
        paired.publish(PetitionPage, told, petition=petition)
        if not closed:
            _show_elsewhere(petition)
        else:
            actions.deliver(
                petition=petition, deliveries=told["deliveries"], delivered_at=now - timedelta(days=closed),
                picture=Image.objects.filter(title="news-market").first(), user=author,
            )  # fmt: skip


def _show_elsewhere(petition: Petition) -> None:
    rng, today = random.Random(1), timezone.localdate()  # noqa: S311 # play, not secrecy
    for origin, note, views in _ELSEWHERE:
        host = embeds.list_host(origin=origin, note=str(note))
        for back in range(21):
            n = rng.randint(views // 2, views)
            Use.objects.create(
                day=today - timedelta(days=back), kind="petition", key=str(petition.pk), host=host.origin,
                n_views=n, n_acts=n // 8,
            )  # fmt: skip


def _sign(petition: Petition, share: float, said: dict[str, Any], closed: int) -> None:
    rng = random.Random(petition.goal)  # noqa: S311 # play, not secrecy
    people = [
        email for email in Email.objects.filter(position=0).select_related("person").order_by("pk")
        if rng.random() < share
    ]  # fmt: skip
    rows = [_signature(petition, rng, email, said, closed) for email in people]
    for row in rows[5::400]:  # who signed with a second spelling, for the review to have something to show
        twin = _signature(petition, rng, people[rows.index(row)], said | {"comments": []}, closed)
        twin.address = twin.key = f"{row.key.partition('@')[0]}+trains@posteo.net"
        twin.mailbox, twin.doubts = counted_as(twin.key), "person,name"
        rows.append(twin)
    Signature.objects.bulk_create(rows, batch_size=500)
    meter.add(petition.pk, len(rows))
    for row in rows[:60]:
        assert row.person
        line = row.person.log(SIGNED, petition=petition.pk, title=petition.titles, source=row.source)
        line.happened_at = row.confirmed_at or row.asked_at
        line.save(update_fields=["happened_at"])


def _signature(
    petition: Petition, rng: random.Random, email: Email, said: dict[str, Any], closed: int
) -> Signature:
    person: Person = email.person
    back = timedelta(days=closed + _DAYS * rng.random() ** 2, minutes=rng.randint(3, 600))
    asked = timezone.now() - back
    comments, page = said["comments"], said["trains"]["slugs"][texts.language()]
    comment = rng.choice(comments) if comments and rng.random() < 0.02 else ""
    state = rng.choice(["waiting", "shown", "shown"]) if comment else ""
    address = person.addresses.first()
    postcode = address.postcode if address else ""
    return Signature(
        petition=petition, person=person, address=email.address, key=email.key, mailbox=counted_as(email.key),
        given_name=person.given_name, family_name=person.family_name, postcode=postcode, zone=person.zone,
        name_key=doubts.name_key(person.given_name, person.family_name, postcode),
        language=person.language, source=f"/{texts.language()}/{page}/", origin=rng.choice(said["origins"]),
        shown=rng.choice(["no", "no", "initial", "full"]), comment=comment, comment_state=state,
        asked_at=asked, mailed_at=asked + timedelta(seconds=4),
        confirmed_at=asked + timedelta(seconds=rng.randint(40, 7_000)), salt=proof.salt(),
    )  # fmt: skip
