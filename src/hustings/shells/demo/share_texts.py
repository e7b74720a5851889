"""Texts to share the petition with, what came of each, and links of those who brought others."""

import random

from django.db import transaction

from hustings.people.persons.models import Arrival, Person, RecruitLink
from hustings.shells.demo import texts
from hustings.site.petitions.models import PetitionPage, Signature
from hustings.site.sharing.actions import thank_others, write_text
from hustings.site.sharing.models import ShareTally, ShareText

_WEIGHTS = (5, 3, 2)  # of the texts: the first does best
_CHANNELS = ("whatsapp", "telegram", "x", "email", "sms", "native")


@transaction.atomic
def fill() -> None:
    page = PetitionPage.objects.order_by("pk").filter(petition__delivered_at=None).first()
    if page is None or ShareText.objects.exists():
        return
    rng, said = random.Random(7), texts.read("sharing")  # noqa: S311 # play, not secrecy
    made: list[ShareText] = []
    for each in PetitionPage.objects.filter(petition=page.petition_id).select_related("locale"):
        for text in said[each.locale.language_code]:
            found = write_text(about=f"page-{each.pk}", text=text)
            made += [found] if each == page else []
    thank_others(is_on=True, user_id=None)
    links = _links(rng)
    signed = Signature.objects.filter(petition=page.petition_id).confirmed().select_related("person")
    rows = []
    for signature in signed.exclude(person=None).order_by("pk"):
        assert signature.person
        words = {"campaign": signature.origin}
        if rng.random() < 0.12:
            text = rng.choices(made, _WEIGHTS)[0]
            words |= {"text": text.code(rng.choice(_CHANNELS))}
            words |= {"via": rng.choice(links).token} if links else {}
        rows += [
            Arrival(
                person=signature.person, act="signature", kind=kind, word=word,
                at=signature.confirmed_at or signature.asked_at,
            )
            for kind, word in words.items() if word
        ]  # fmt: skip
    Arrival.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    for text in made:
        for channel in _CHANNELS:
            ShareTally.objects.create(
                text=text, channel=channel, n_shown=rng.randint(1_450, 1_500), n_views=rng.randint(30, 90)
            )


def _links(rng: random.Random) -> list[RecruitLink]:
    owners = Person.objects.filter(pk__in=Person.objects.exclude(recruiter=None).values("recruiter"))
    return [RecruitLink.objects.create(person=one, n_views=rng.randint(3, 140)) for one in owners[:40]]
