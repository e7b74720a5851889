"""A small campaign whose every value is awkward."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from wagtail.images.models import Image
from wagtail.models import Collection

from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Containment, Kind, Zone
from hustings.people.persons.models import Activity, Person
from hustings.site.forms.models import Answer, Option, Question, Questionnaire, Response

AWKWARD = ["", " ", "\t", "a\\Nb", "\\N", "\\.", "l'été\r\nœuvre 🗳", "NULL", '"', "{}", "\x0b\x0c\x08"]


def fill(alias: str, var: Path, n: int = 40) -> None:
    """People, zones within zones, JSON, keys without sequence, moments with and without fractions, files."""
    user = User.objects.db_manager(alias).create_user("zoe@example.org", "correct horse battery")
    outer = Zone.objects.using(alias).create(kind=Kind.COUNTRY, code="FR", name="France", country="FR")
    inner = Zone.objects.using(alias).create(
        kind=Kind.COMMUNE,
        code="69123",
        name="Lyon",
        country="FR",
        parent=outer,
        latitude=45.758888888888889,
        longitude=-1e-17,
        shape={"type": "Point", "coordinates": [4.84, 45.75], "né": None, "t": "a\tb\\"},
    )
    outer.parent = inner  # a circle, which only judging at the end allows
    outer.save()
    Containment.objects.using(alias).create(outer=outer, inner=inner)
    people = [
        Person(
            given_name=AWKWARD[at % len(AWKWARD)], family_name=f"{at}", zone=inner, born_on=date(1912, 2, 29)
        )
        for at in range(n)
    ]
    people[0].created_at = datetime(2026, 11, 25, 1, 2, 3, tzinfo=UTC)
    people[1].created_at = datetime(2026, 11, 25, 1, 2, 3, 120_000, tzinfo=UTC)
    Person.objects.using(alias).bulk_create(people)
    Person.objects.using(alias).order_by("-pk")[0].delete()  # its number is never given again
    first = Person.objects.using(alias).order_by("pk")[0]
    for value in AWKWARD:
        Activity.objects.using(alias).create(
            person=first, kind="note", user=user, data={"said": value, "n": 1.5}
        )
    _answer(alias, first)
    image = Image(
        title="Affiche",
        file="original_images/é.png",
        width=1,
        height=1,
        collection=Collection.objects.using(alias).get(),
    )
    Image.objects.using(alias).bulk_create([image])
    (var / "media" / "original_images").mkdir(exist_ok=True)
    (var / "media" / "original_images" / "é.png").write_bytes(bytes(range(256)) * 5_000)
    (var / "private" / "report.csv").write_text("who;when\n")


def _answer(alias: str, person: Person) -> None:
    """A form, and an answer in each column that answers have."""
    form = Questionnaire.objects.using(alias).create(slug="f", texts={"fr": {"title": "l'été\t🗳"}}, goal=3)
    question = Question.objects.using(alias).create(questionnaire=form, kind="many", asks_when=["1", "é"])
    option = Option.objects.using(alias).create(question=question, texts={"fr": {"label": "\\N"}})
    response = Response.objects.using(alias).create(
        questionnaire=form, person=person, key="k", language="fr", source="/", came={"campaign": "\\."}
    )
    Answer.objects.using(alias).bulk_create(
        [
            Answer(response=response, question=question, option=option),
            Answer(response=response, question=question, number=Decimal("12345678901234.5000")),
            Answer(response=response, question=question, date=date(1912, 2, 29)),
            *(Answer(response=response, question=question, text=value) for value in AWKWARD),
        ]
    )
