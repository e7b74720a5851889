"""Forty people who differ in everything one may ask for, for the tests of segments."""

import datetime as dt

from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Zone
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking.models import Conversion, MailingLink, Reaction
from hustings.people.contacts.models import Contact, FollowUp
from hustings.people.imports.models import Import
from hustings.people.persons import actions
from hustings.people.persons.actions.topics import add_topic, choose_topic
from hustings.people.persons.models import (
    Activity,
    Affiliation,
    Arrival,
    Email,
    Field,
    FieldOption,
    FieldValue,
    Household,
    Operation,
    Organisation,
    Person,
    PostalAddress,
    Purpose,
    RecruitLink,
    Topic,
)
from hustings.people.segments.criteria.builtin.days import years_before
from hustings.people.segments.models import Segment
from hustings.site.forms.models import Questionnaire, Response
from hustings.site.petitions.models import Petition, Signature
from hustings.site.representatives.models import Appeal, Voice
from tests.cast.money.donations import population as donors
from tests.cast.money.receipts import population as receipts
from tests.cast.outreach import texting
from tests.cast.people import consultation_population, field_population, network_population

NAMES = ["Martin", "Martinez", "martin-dupont", "de Martin", "Émile", "emile zola", ""]
LONG = ["Plays the (old) trombone.", "Élu à Lyon\ntrombone 50%", "nothing", ""]
LYON, VILLEURBANNE, NIMES = (45.758, 4.832), (45.772, 4.890), (43.837, 4.360)


def today() -> dt.date:
    """Asked each time: a suite goes on past midnight."""
    return timezone.localdate()


def days() -> list[dt.date | None]:
    """Birthdays that matter, seen from today."""
    soon = today() + dt.timedelta(days=6)
    return [
        None, today(), years_before(today(), 18), years_before(today(), 18) + dt.timedelta(1),
        dt.date(2000, 2, 29), years_before(soon, 33), years_before(today(), 40) - dt.timedelta(1),
    ]  # fmt: skip


def shapes() -> dict[str, list[str]]:
    """Values of own fields, by their kind."""
    return {
        "text": ["L", "l", "XL", "Éa"],
        "number": ["1", "1.5", "2"],
        "date": [
            "2026-01-01",
            *(str(today() + dt.timedelta(after)) for after in (0, -9, 4)),
        ],
        "yes_no": ["yes", "no"],
    }


def fill(owner: User) -> None:
    """Write them all."""
    for name, (latitude, longitude) in [
        ("Lyon", LYON), ("Villeurbanne", VILLEURBANNE), ("Nîmes", NIMES), ("Rhône", (45.87, 4.64)),
    ]:  # fmt: skip
        Zone.objects.filter(name=name).update(latitude=latitude, longitude=longitude)
    zones = [None, *Zone.objects.order_by("pk")]
    fields = {kind: actions.add_field(label=f"My {kind}", kind=kind) for kind in shapes()}
    born = days()
    around = _surroundings()
    made: list[Person] = []
    for n in range(40):
        person = actions.add_person(
            given_name=NAMES[n * 3 % 7],
            family_name=NAMES[n % 7],
            language="fr" if n % 3 else "en",
            born_on=born[n % len(born)],
            zone=zones[n % len(zones)],
            source=["page /fr/", "Page /en/", "file écrit", ""][n % 4],
            email=f"p{n}@example.org" if n % 4 else "",
            email_status=Email.Status.values[n % 3],
            phone=f"06123456{n:02}" if n % 5 == 0 else "",
        )
        _columns(person, n, owner, around, made)
        made.append(person)
        for at, tag in enumerate(["red", "green", "blue"]):
            if n >> at & 1:
                actions.tag(person=person, name=tag)
        for at, (kind, values) in enumerate(shapes().items()):
            if (n + at) % 3:
                actions.set_field(person=person, field=fields[kind], value=values[n % len(values)])
        for purpose in (Purpose.EMAIL, Purpose.SMS)[: n % 3]:
            actions.record_consent(
                person=person, purpose=purpose, is_given=n % 2 == 0,
                source=["x", "page /fr/", "page /en/"][n % 5 % 3],
                given_at=timezone.now() - dt.timedelta(days=n, hours=2),
            )  # fmt: skip
        _options(person, n)
        _topics(person, n, owner)
        _talks(person, n, owner)
        _happenings(person, n)
    _forms()
    _petitions(made)
    field_population.fill(made)
    consultation_population.fill(made)
    network_population.fill(made)
    donors.fill(made)
    receipts.fill()
    texting.two_texts(made, owner)
    _arrivals(made)
    _appeals(made)
    _segments(owner)
    for n, person in enumerate(made):
        changed = timezone.now() - dt.timedelta(days=n // 2, hours=1)
        Person.objects.filter(pk=person.pk).update(updated_at=changed)


def _surroundings() -> dict[str, list[object]]:
    """What people point to."""
    for kind in ["choice", "choices"]:
        field = Field.objects.create(slug=f"my-{kind}", label=f"My {kind}", kind=kind)
        for slug in ["a", "b", "c"]:
            FieldOption.objects.create(field=field, slug=slug, label=f"Option {slug}")
    Field.objects.create(slug="my-long_text", label="My long text", kind="long_text")
    for name in ["News", "Events"]:
        add_topic(names={"en": name})
    organisations = []
    for name in ["Rail union", "Ramblers", "École"]:
        organisation = Organisation()
        organisation.rename(name)
        organisation.save()
        organisations.append(organisation)
    for name in ["first.csv", "second.csv"]:
        Import.objects.create(file_name=name, n_done=9, created_at=timezone.now() - dt.timedelta(days=100))
    journal = Operation.objects.create(kind="import", state=Operation.State.DONE)
    Import.objects.filter(file_name="second.csv").update(operation=journal)
    for at, name in enumerate(["June", "July"]):
        moment = timezone.now() - dt.timedelta(days=5 + 40 * at)
        mailing = Mailing.objects.create(
            name=name, state=Mailing.State.SENT, started_at=moment, finished_at=moment
        )
        for number in (1, 2):
            MailingLink.objects.create(
                mailing=mailing, number=number, target=f"https://{number}.example.org/"
            )
    return {"households": [Household.objects.create()], "organisations": list(organisations)}


def _columns(
    person: Person, n: int, owner: User, around: dict[str, list[object]], made: list[Person]
) -> None:
    now = timezone.now()
    Person.objects.filter(pk=person.pk).update(
        created_at=now - dt.timedelta(days=n, hours=1),
        external_id=f"M{n}" if n % 6 == 1 else None,
        owner=owner if n % 4 == 2 else None,
        recruiter=made[n % 3] if n > 5 and n % 7 < 3 else None,
        household=around["households"][0] if n % 9 == 0 else None,
        no_calls_since=now if n % 3 == 0 else None,
        no_visits_since=now if n % 4 == 0 else None,
        no_mail_since=now if n % 5 == 0 else None,
        paused_until=[None, now + dt.timedelta(days=9), now - dt.timedelta(days=9)][n % 3],
    )
    if n % 8 < 3:
        Affiliation.objects.create(person=person, organisation=around["organisations"][n % 3])
    if n % 5 < 3:  # a house in Lyon, a house in Nîmes, a house nobody placed
        latitude, longitude = [(LYON[0] + n / 1000, LYON[1]), NIMES, (None, None)][n % 5]
        PostalAddress.objects.create(
            person=person, latitude=latitude, longitude=longitude, city="x",
            postcode=["69001", "30900", ""][n % 3], status=PostalAddress.Status.values[n % 4],
        )  # fmt: skip
        person.phones.update(status=["unconfirmed", "bouncing"][n % 2])


def _topics(person: Person, n: int, owner: User) -> None:
    for at, topic in enumerate(Topic.objects.all()):
        if n + at & 1:
            choose_topic(person=person, topic=topic, is_in=n % 3 == 0, source="x", user=owner)


def _options(person: Person, n: int) -> None:
    for field in Field.objects.filter(kind__in=["choice", "choices", "long_text"]):
        if field.kind == "long_text":
            if text := LONG[n % 4]:
                FieldValue.objects.create(person=person, field=field, text=text)
            continue
        options = list(field.options.all())
        chosen = options[n % 4 : n % 4 + 1] if field.kind == "choice" else options[: n % 4]
        FieldValue.objects.bulk_create(
            FieldValue(person=person, field=field, option=option) for option in chosen
        )


def _talks(person: Person, n: int, owner: User) -> None:
    for at in range(n % 4):
        Contact.objects.create(
            person=person,
            method=Contact.Method.values[(n + at) % 2],
            outcome=Contact.Outcome.values[n % 3],
            contacted_at=timezone.now() - dt.timedelta(days=at * 10, hours=3),
        )
    if n % 3 == 1:
        actions.add_note(person=person, body="Met at the market.")
    if n % 5 > 1:
        FollowUp.objects.create(
            person=person, what="Call", owner=owner, due_on=today() - dt.timedelta(days=n % 3 - 1),
            done_at=timezone.now() if n % 4 == 0 else None,
        )  # fmt: skip


def _came(person: Person, n: int) -> None:
    for kind, many in (("sign_up.confirmed", n % 3), ("person.added", n % 4)):
        for at in range(many):
            moment = timezone.now() - dt.timedelta(days=at * 20)
            Activity.objects.create(person=person, kind=kind, happened_at=moment)


def _happenings(person: Person, n: int) -> None:
    first, second = Import.objects.order_by("pk")
    _came(person, n)
    if n % 6 < 2:
        kind = "import.created" if n % 6 else "import.changed"
        Activity.objects.create(person=person, kind=kind, data={"import": first.pk})
    if n % 7 < 2:
        kind = "import.created" if n % 7 else "import.changed"
        Activity.objects.create(person=person, kind=kind, operation=second.operation, data={"import": 0})
    for at, mailing in enumerate(Mailing.objects.order_by("pk")):
        if (n + at) % 3:
            is_sent = (n + at) % 4 > 0
            Delivery.objects.create(
                mailing=mailing, person=person, address="x@example.org",
                state="sent" if is_sent else "failed" if n % 2 else "bounced",
                sent_at=mailing.started_at if is_sent else None,
                unsubscribed_at=mailing.started_at if (n + at) % 5 == 0 else None,
            )  # fmt: skip
        for kind, every in (("click", 4), ("open", 5)):
            if (n + at) % every == 1:
                moment = timezone.now() - dt.timedelta(days=(n * 7 + at) % 40)
                Reaction.objects.create(
                    mailing=mailing, person=person, kind=kind, first_at=moment, last_at=moment,
                    is_weak=kind == "open" and n % 2 == 0, links=n % 4 if kind == "click" else 0,
                )  # fmt: skip
        for kind, every in (("sign_up", 6), ("reply", 7)):
            if (n + at) % every == 2:
                moment = timezone.now() - dt.timedelta(days=(n * 5 + at) % 40)
                Conversion.objects.create(
                    mailing=mailing, person=person, kind=kind, link=0,
                    confirmed_at=None if n % 5 == 0 else moment,
                )  # fmt: skip


def _forms() -> None:
    """Two forms; what was put aside, replaced or never confirmed counts for nothing."""
    for slug in ("a", "b"):
        form = Questionnaire.objects.create(slug=slug)
        asked = form.questions.create(kind="many")
        options = [asked.options.create(position=at) for at in range(2)]
        for n, person in enumerate(Person.objects.order_by("pk")):
            now = timezone.now()
            for at in range((n + len(slug)) % 3):
                made = Response.objects.create(
                    questionnaire=form, key=f"{slug}{n}-{at}", person=person, language="fr",
                    confirmed_at=None if n % 7 == 0 else now, aside_at=now if n % 5 == 0 else None,
                    replaced_at=now if at else None,
                )  # fmt: skip
                for option in options[: n % 4]:
                    made.answers.create(question=asked, option=option)


def _arrivals(people: list[Person]) -> None:
    """By a campaign, a site, somebody's link, or by nothing known."""
    RecruitLink.objects.create(person=people[0], token="Martin")
    for n, person in enumerate(people):
        words = {"campaign": ["martin", "e", "", ""][n % 4], "site": "page" if n % 5 else ""}
        words |= {"source": "l" if n % 3 == 1 else "", "medium": "ra" if n % 7 == 1 else ""}
        words |= {"content": "xl" if n % 6 == 2 else "", "via": "Martin" if n % 8 == 1 else ""}
        words |= {"embed": "page" if n % 9 == 4 else ""}
        if n % 10:
            Arrival.objects.bulk_create(
                Arrival(person=person, act="sign_up", kind=kind, word=word)
                for kind, word in words.items() if word
            )  # fmt: skip


def _segments(owner: User) -> None:
    """One of them includes the other."""
    leaf = {"criterion": "language", "operator": "is", "value": "fr"}
    french = Segment.objects.create(name="French", criteria={"match": "all", "criteria": [leaf]}, user=owner)
    parts = [
        {"criterion": "segment", "operator": "not_in", "value": french.pk},
        {"criterion": "phone", "operator": "has", "value": None},
    ]
    Segment.objects.create(name="Others", criteria={"match": "any", "criteria": parts}, user=owner)


def _petitions(people: list[Person]) -> None:
    """Two of them, signed by some; one takes it back, one never confirms."""
    now = timezone.now()
    for at, title in enumerate(["Trains", "Schools"]):
        petition = Petition.objects.create(titles={"en": title}, addressees={"en": "All"})
        for n, person in enumerate(people):
            if n % (3 + at) == 0:
                Signature.objects.create(
                    petition=petition, person=person, key=f"p{n}@example.org",
                    mailbox=f"p{n}@example.org", language="fr",
                    confirmed_at=None if n == 9 else now, withdrawn_at=now if n == 12 else None,
                )  # fmt: skip


def _appeals(people: list[Person]) -> None:
    """One that some write for and some call; one takes it back, one never confirms."""
    now, appeal = timezone.now(), Appeal.objects.create(titles={"en": "Trains"}, ways=["letter", "call"])
    Voice.objects.bulk_create(
        Voice(
            appeal=appeal, person=person, way=["letter", "call"][n % 2], key=f"p{n}@example.org",
            language="fr", confirmed_at=None if n == 9 else now, withdrawn_at=now if n == 12 else None,
        )
        for n, person in enumerate(people) if n % 3 == 0
    )  # fmt: skip
