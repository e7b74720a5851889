"""The demonstration's whole site with one page of every kind, without France's 37,000 communes."""

from typing import Any

from hustings.accounts.models import User
from hustings.demo import agenda, asking, candidates, petitions, texts
from hustings.demo.site import build_site
from hustings.people.models import Email, Person
from hustings.territories.models import Kind, Zone
from tests.conftest import zone

SIGNERS = 12


def build(director: User) -> None:
    """Pages, candidates, petitions, a form. ``director`` stands for who enters them."""
    france = zone(Kind.COUNTRY, "FR", "France")
    around: dict[str, Zone] = {}
    for each in texts.read("candidates")["candidates"]:
        code: str = each["zone"]
        department = code.partition("-")[0]
        if department not in around:
            around[department] = zone(Kind.DEPARTMENT, department, f"Département {department}", france)
        zone(Kind.CONSTITUENCY, code, f"{code} – circonscription", around[department], france)
    Zone.objects.filter(kind=Kind.CONSTITUENCY).update(shape=SQUARE)
    for number in range(SIGNERS):
        person = Person.objects.create(given_name="Ida", family_name=f"Lorvic {number}")
        Email.objects.create(
            person=person, address=f"ida{number}@example.org", key=f"ida{number}@example.org"
        )
    build_site()
    candidates.fill(lambda step: None)
    _towns(around, france)
    agenda.fill()
    asking.fill()
    petitions.fill()


def _towns(around: dict[str, Zone], france: Zone) -> None:
    """The communes of dates and local groups."""
    told = texts.read("agenda")
    codes = {each["zone"] for each in [*told["groups"], *told["dates"]] if "zone" in each}
    for code in sorted(codes):
        kind, _colon, number = code.partition(":")
        if kind == Kind.COMMUNE:
            made = zone(Kind.COMMUNE, number, f"Commune {number}", around.get(number[:2], france))
            Zone.objects.filter(pk=made.pk).update(latitude=44.0, longitude=4.3)


SQUARE: dict[str, Any] = {
    "type": "Polygon", "coordinates": [[[4.7, 45.6], [4.9, 45.6], [4.9, 45.8], [4.7, 45.6]]],
}  # fmt: skip
