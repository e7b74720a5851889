"""The demonstration's whole site with one page of every kind, without France's 37,000 communes."""

from typing import Any

from django.utils import translation

from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Kind, Postcode, Zone
from hustings.money.donations import demo as donations
from hustings.money.ledger import demo as ledger
from hustings.people.persons.models import Email, Person
from hustings.shells.demo import agenda, appeals, candidates, form_answers, petitions, texts
from hustings.shells.demo.deliberation import amendments, consultations, outcomes
from hustings.shells.demo.site import build_site
from tests.conftest import zone

SIGNERS = 12
SEAT = "30-02"  # a constituency with a candidate and a representative
REPRESENTED = "30250"  # the postcode of a commune in it


def build(director: User) -> None:
    """Pages, candidates, petitions, a form, an appeal. ``director`` stands for who enters them."""
    france = zone(Kind.COUNTRY, "FR", "France")
    around: dict[str, Zone] = {}
    for each in texts.read("candidates")["candidates"]:
        code: str = each["zone"]
        department = code.partition("-")[0]
        if department not in around:
            around[department] = zone(Kind.DEPARTMENT, department, f"Département {department}", france)
        zone(Kind.CONSTITUENCY, code, f"{code} – circonscription", around[department], france)
    for number, seat in enumerate(Zone.objects.filter(kind=Kind.CONSTITUENCY).order_by("code")):
        Zone.objects.filter(pk=seat.pk).update(shape=_square(number))
    for number in range(SIGNERS):
        person = Person.objects.create(given_name="Ida", family_name=f"Lorvic {number}")
        Email.objects.create(
            person=person, address=f"ida{number}@example.org", key=f"ida{number}@example.org"
        )
    with translation.override("fr"):
        build_site()
        candidates.fill(lambda step: None)
        _towns(around, france)
        agenda.fill()
        form_answers.fill()
        petitions.fill()
        consultations.fill()
        amendments.fill()
        outcomes.fill()
        appeals.fill()
        ledger.fill(lambda step: None)
        donations.fill(lambda step: None)


def _towns(around: dict[str, Zone], france: Zone) -> None:
    """The communes of dates and local groups."""
    told = texts.read("agenda")
    codes = {each["zone"] for each in [*told["groups"], *told["dates"]] if "zone" in each}
    for code in sorted(codes):
        kind, _colon, number = code.partition(":")
        if kind == Kind.COMMUNE:
            made = zone(Kind.COMMUNE, number, f"Commune {number}", around.get(number[:2], france))
            Zone.objects.filter(pk=made.pk).update(latitude=44.0, longitude=4.3)
    seat = Zone.objects.get(kind=Kind.CONSTITUENCY, code=SEAT)
    commune = zone(Kind.COMMUNE, "30999", "Commune 30999", seat)
    Postcode.objects.create(code=REPRESENTED, zone=commune)


def _square(number: int) -> dict[str, Any]:
    """One beside the other, four in a row."""
    west, south = 4 + number % 4 * 0.5, 43 + number // 4 * 0.5
    east, north = west + 0.5, south + 0.5
    around = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [around]}
