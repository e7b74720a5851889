"""Choosing a territory in a form, with and without JavaScript."""

import pytest
from django import forms
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from hustings.foundation.accounts.models import User
from hustings.foundation.territories import postcodes
from hustings.foundation.territories.fields import ZoneField, ZonesField
from hustings.foundation.territories.models import Kind, Postcode, Zone, key
from tests.conftest import zone

pytestmark = pytest.mark.django_db


class Home(forms.Form):
    home = ZoneField(kinds=[Kind.COMMUNE, Kind.PART], required=False)


class Area(forms.Form):
    area = ZonesField()


@pytest.fixture
def namesakes(rhone: Zone) -> list[Zone]:
    gard = Zone.objects.get(name="Gard")
    return [
        zone(Kind.COMMUNE, "69189", "Sainte-Colombe", rhone),
        zone(Kind.COMMUNE, "30999", "Sainte-Colombe", gard),
    ]


def of(**sent: object) -> forms.Form:
    form = Home({name: str(value) for name, value in sent.items()})
    form.is_valid()
    return form


def test_names_are_compared_without_case_accents_hyphens_and_abbreviations() -> None:
    assert key("  St-Étienne-d'Ô ") == "saint etienne d o"


def test_what_is_typed_finds_the_one_that_is_meant(namesakes: list[Zone]) -> None:
    lyon = Zone.objects.get(name="Lyon")
    for text in ("lyon", "Lyon (Rhône)", "69123", "LYON"):
        assert of(home=text).cleaned_data["home"] == lyon
    assert of(home="Sainte-Colombe (Gard)").cleaned_data["home"] == namesakes[1]
    assert of(home="").cleaned_data["home"] is None


def test_of_two_namesakes_none_is_guessed(namesakes: list[Zone]) -> None:
    [error] = of(home="ste colombe").errors["home"]
    assert "Sainte-Colombe (Rhône): 69189" in error
    assert "30999" in error
    assert "Atlantis" in of(home="Atlantis").errors["home"][0]


def test_a_zone_of_another_kind_is_refused(rhone: Zone) -> None:
    assert "home" in of(home="Rhône", home_id=rhone.pk).errors
    assert of(home="", home_id="9" * 40).cleaned_data["home"] is None


def test_the_suggestion_taken_counts_until_the_text_changes(namesakes: list[Zone]) -> None:
    first, second = namesakes
    assert of(home=second.label(), home_id=second.pk).cleaned_data["home"] == second
    assert of(home=first.label(), home_id=second.pk).cleaned_data["home"] == first
    assert of(home="", home_id=second.pk).cleaned_data["home"] is None


def test_the_form_shows_what_was_chosen(namesakes: list[Zone]) -> None:
    page = str(Home(initial={"home": namesakes[0]}))
    assert 'value="Sainte-Colombe (Rhône)"' in page
    assert f'name="home_id" value="{namesakes[0].pk}"' in page
    assert 'type="module"' in str(Home().media)


def test_several_are_ticked_and_one_more_typed(namesakes: list[Zone], rhone: Zone) -> None:
    form = Area(QueryDict(f"area_ids={rhone.pk}&area_ids={namesakes[0].pk}&area=30189"))
    assert form.is_valid(), form.errors
    assert {z.name for z in form.cleaned_data["area"]} == {"Rhône", "Sainte-Colombe", "Nîmes"}
    assert "checked> Rhône (69)" in str(Area(initial={"area": [rhone]}))
    assert not Area(QueryDict("area=")).is_valid()


def test_suggestions_come_with_their_department(client: Client, dora: User, namesakes: list[Zone]) -> None:
    Postcode.objects.create(code="69560", zone=namesakes[0])
    client.force_login(dora)
    url = reverse("territories:zone_search")
    found = client.get(url, {"q": "colombe"}).json()["results"]
    assert [r["label"] for r in found] == ["Sainte-Colombe (Gard)", "Sainte-Colombe (Rhône)"] or len(
        found
    ) == 2
    assert {r["detail"] for r in found} == {"commune"}  # an INSEE code looks like a postcode
    assert client.get(url, {"q": "rhône"}).json()["results"][0]["detail"].endswith(" 69")
    assert [r["id"] for r in client.get(url, {"q": "69560"}).json()["results"]] == [namesakes[0].pk]
    assert client.get(url, {"q": "rhône", "kind": "commune"}).json()["results"] == []
    assert client.get(url).json() == {"results": []}


def test_visitors_get_no_suggestions(client: Client, france: Zone) -> None:
    assert client.get(reverse("territories:zone_search"), {"q": "lyon"}).status_code == 302


@pytest.mark.parametrize(
    "code", ["01000", "20000", "75 019", "97133", "98000", "98800", "00200", "1000", "SW1A 1AA"]
)
def test_a_postcode_that_may_be_is_possible(code: str) -> None:
    assert postcodes.is_possible(code)


@pytest.mark.parametrize("code", ["00000", "00012", "96100", "99 123", "97012", "97999", "98100", "98500"])
def test_a_postcode_that_no_place_of_the_country_has_is_not(code: str) -> None:
    assert not postcodes.is_possible(code) and not postcodes.is_possible(code, "fr")
    assert postcodes.is_possible(code, "DE")
