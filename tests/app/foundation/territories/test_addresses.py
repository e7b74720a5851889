"""An address as it is typed, and the town that is meant."""

import pytest
from django import forms
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hustings.foundation.accounts.models import User
from hustings.foundation.territories import addresses
from hustings.foundation.territories.address_fields import AddressField
from hustings.foundation.territories.addresses import Typed
from hustings.foundation.territories.models import Kind, Postcode, Zone
from tests.conftest import zone

pytestmark = pytest.mark.django_db


class Where(forms.Form):
    where = AddressField()


@pytest.fixture
def towns(rhone: Zone) -> dict[str, Zone]:
    """Two places called Saint-Denis, one of which shares its postcode with Lyon."""
    gard = Zone.objects.get(name="Gard")
    made = {
        "near": zone(Kind.COMMUNE, "69900", "Saint-Denis", rhone),
        "far": zone(Kind.COMMUNE, "30900", "Saint-Denis", gard),
        **{name: Zone.objects.get(name=name) for name in ("Lyon", "Villeurbanne", "Nîmes", "Rhône")},
    }
    for code, name in (("69002", "Lyon"), ("69002", "near"), ("69100", "Villeurbanne"), ("30500", "far")):
        Postcode.objects.create(code=code, zone=made[name])
    return made


@pytest.mark.parametrize(
    ("text", "town", "line"),
    [
        ("Lyon", "Lyon", ""), ("lyon (Rhône)", "Lyon", ""), ("69100", "Villeurbanne", ""),
        ("69 100", "Villeurbanne", ""), ("69002 Lyon", "Lyon", ""), ("Lyon 69002", "Lyon", ""),
        ("Rhône (69)", "Rhône", ""), ("Rhône", "Rhône", ""),
        ("12 rue Haute, 69002 Lyon", "Lyon", "12 rue Haute, 69002 Lyon"),
        ("12  rue Haute 69002 LYON ", "Lyon", "12 rue Haute, 69002 Lyon"),
        ("12 rue de Nîmes, 69100", "Villeurbanne", "12 rue de Nîmes, 69100 Villeurbanne"),
        ("12 rue Haute, 69002 Lyon 2e", "Lyon", "12 rue Haute, 69002 Lyon 2e"),
        ("12 rue Haute, 69281 Lyon Cedex 02", "Lyon", "12 rue Haute, 69281 Lyon Cedex 02"),
        ("12 rue Haute, Nîmes", "Nîmes", "12 rue Haute, Nîmes"),
        ("2 rue Haute, Villeurbanne 69100", "Villeurbanne", "2 rue Haute, Villeurbanne 69100"),
        ("12 rue de Lyon Nîmes", "Nîmes", "12 rue de Lyon, Nîmes"),
        ("1 place du Marché, 69002 St-Denis", "near", "1 place du Marché, 69002 Saint-Denis"),
        ("30500 Saint Denis", "far", ""), ("villeurb", "Villeurbanne", ""),
    ],
)  # fmt: skip
def test_what_is_typed_finds_its_town(towns: dict[str, Zone], text: str, town: str, line: str) -> None:
    found = addresses.the_one(Typed.read(text), None)
    assert found is not None and (found.zone, found.line) == (towns[town], line)


@pytest.mark.parametrize(
    ("text", "says", "choices"),
    [
        ("1 rue Haute, Saint-Denis", "Several towns match “Saint-Denis”", ["far", "near"]),
        ("1 rue Haute, 69002", "Several towns match “69002”", ["Lyon", "near"]),
        ("1 rue Haute, 99999 Lyon", "No town has the postcode 99999", ["Lyon"]),
        ("99999", "No town has the postcode 99999", []),
        ("1 rue Haute, 69002 Nîmes", "69002 is not a postcode of Nîmes", ["Lyon", "near", "Nîmes"]),
        ("1 rue Haute, Atlantis", "We don’t know this town", []), ("\0", "", []),
        ("(", "We don’t know this town", []), (",,,", "We don’t know this town", []),
    ],
)  # fmt: skip
def test_of_several_or_none_it_says_what_to_do(
    towns: dict[str, Zone], text: str, says: str, choices: list[str]
) -> None:
    with translation.override("en"):
        form = Where({"where": text})
        assert not form.is_valid() and says in str(form.errors["where"])
        html = str(form)
    keys = {towns[name].pk for name in choices}
    assert {key for key in keys if f'name="where_town" value="{key}"' in html} == keys
    assert ("Keep the address as typed" in html) == bool(says)


def test_a_postcode_tells_the_part_of_a_city(rhone: Zone) -> None:
    second = zone(Kind.COMMUNE, "69382", "Lyon 2e", rhone)
    Postcode.objects.create(code="69002", zone=second)
    for text in ("1 rue Haute, 69002 Lyon", "69002", "1 rue Haute, 69002 Lyon 2e"):
        found = addresses.the_one(Typed.read(text), None)
        assert found and found.zone == second and found.line in {text, ""}
    whole = addresses.the_one(Typed.read("1 rue Haute, Lyon"), None)
    assert whole and whole.zone and whole.zone.code == "69123"


def test_the_town_that_was_chosen_counts_while_it_is_one_of_them(towns: dict[str, Zone]) -> None:
    text = "1 rue Haute, Saint-Denis"
    form = Where({"where": text, "where_town": towns["near"].pk})
    assert form.is_valid() and form.cleaned_data["where"].zone == towns["near"]
    assert f'name="where_id" value="{towns["near"].pk}"' in str(form)
    suggested = Where({"where": text, "where_id": towns["far"].pk})
    assert suggested.is_valid() and suggested.cleaned_data["where"].zone == towns["far"]
    assert not Where({"where": text, "where_id": towns["Lyon"].pk}).is_valid(), "another than was typed"
    assert not Where({"where": text, "where_id": "9" * 40}).is_valid()


def test_an_address_that_no_list_knows_is_kept_where_somebody_says_so(towns: dict[str, Zone]) -> None:
    form = Where(QueryDict("where=Rue+Royale+1,+1000+Bruxelles&where_town=0"))
    assert form.is_valid(), form.errors
    found = form.cleaned_data["where"]
    assert (found.zone, found.line, found.point) == (None, "Rue Royale 1, 1000 Bruxelles", None)
    Postcode.objects.all().delete()
    Zone.objects.all().update(parent=None)
    Zone.objects.all().delete()
    assert Where({"where": "Rue Royale 1"}).is_valid(), "no territories are loaded"


def test_what_is_kept_stays_as_it_is(towns: dict[str, Zone]) -> None:
    form = Where()
    address = addresses.Address(towns["far"], "1  rue Basse")
    kept = form.fields["where"].keep(address)  # type: ignore[attr-defined] # an AddressField
    assert kept == (towns["far"].pk, "1 rue Basse, Saint-Denis")
    assert form.fields["where"].clean(kept) is address
    assert "Which town" not in str(Where({"where": "1 rue Basse, Nîmes"}))


def test_suggestions_complete_the_address(client: Client, dora: User, towns: dict[str, Zone]) -> None:
    client.force_login(dora)
    url = reverse("territories:zone_search")

    def labels(text: str) -> list[str]:
        found = client.get(url, {"q": text, "address": "1"}).json()["results"]
        return [each["label"] for each in found]

    assert labels("12 rue Haute, 69002") == ["12 rue Haute, 69002 Lyon", "12 rue Haute, 69002 Saint-Denis"]
    assert labels("12 rue Haute, 69002 ly") == ["12 rue Haute, 69002 Lyon"]
    assert labels("12 rue Haute, nim") == ["12 rue Haute, Nîmes"]
    assert labels("12 rue Haute, 691") == ["12 rue Haute, Villeurbanne"]
    assert labels("12 rue Haute Nîmes") == ["12 rue Haute, Nîmes"]
    assert labels("69100") == ["Villeurbanne (Rhône)"]
    assert labels("rhon")[0] == "Rhône (69)"
    assert labels("12 rue Haute, rhon") == [], "a department has no streets"
    assert labels("1") == labels("") == labels("\0") == []
    Zone.objects.filter(name="Lyon").update(latitude=45.7, longitude=4.8)
    [lyon] = client.get(url, {"q": "lyon", "address": "1"}).json()["results"]
    assert lyon["at"] == [45.7, 4.8] and lyon["is_point"] and lyon["code"] == "69123"
