"""The shipped country: what it holds, and that loading it again changes nothing."""

from dataclasses import replace

import pytest
from django.db import IntegrityError

from hustings.foundation.territories import actions, postcodes, shipped
from hustings.foundation.territories.models import Containment, Kind, Postcode, Step, Zone
from hustings.people.persons.models import Person
from tests.app.foundation.territories.test_closure import contained, reachable

pytestmark = pytest.mark.both

TINY = shipped.Country(
    code="FR",
    made_on="2026-01-01",
    zones=[
        shipped.ShippedZone("country", "FR", "France", None, None, None, None),
        shipped.ShippedZone("department", "31", "Haute-Garonne", 0, None, None, None),
        shipped.ShippedZone(
            "constituency", "31-01", "Haute-Garonne – 1re circonscription", 1, None, None, None
        ),
        shipped.ShippedZone(
            "constituency", "31-02", "Haute-Garonne – 2e circonscription", 1, None, None, None
        ),
        shipped.ShippedZone("commune", "31555", "Toulouse", 1, 500_000, 43.6, 1.44),
        shipped.ShippedZone("part", "31555-31-01", "Toulouse – 1re circonscription", 4, None, None, None),
        shipped.ShippedZone("part", "31555-31-02", "Toulouse – 2e circonscription", 4, None, None, None),
        shipped.ShippedZone("commune", "31561", "L'Union", 1, 11_000, 43.65, 1.48),
        shipped.ShippedZone("commune", "31022", "Aucamville", 1, 9_000, 43.67, 1.42),
    ],
    steps=[(2, 5), (3, 6), (3, 7), (2, 8)],
    postcodes={"31000": [4], "31240": [7], "31140": [8, 7], "31200": [4, 7]},
    shapes={"department 31": {"type": "Point", "coordinates": [1.4, 43.6]}},
)


def zone(name: str) -> Zone:
    return Zone.objects.get(name=name)


@pytest.fixture
def tiny(db: None) -> actions.Loaded:
    return actions.load_country(country=TINY)


def test_a_commune_lies_in_its_constituency_and_a_divided_one_in_none(tiny: actions.Loaded) -> None:
    assert tiny.n_new == 9
    second = zone("Haute-Garonne – 2e circonscription")
    assert {z.name for z in Zone.objects.inside(second)} == {
        second.name, "Toulouse – 2e circonscription", "L'Union",
    }  # fmt: skip
    assert zone("Toulouse") in Zone.objects.inside(zone("Haute-Garonne"))
    assert zone("Haute-Garonne").shape == TINY.shapes["department 31"]
    assert contained() == reachable()


def test_loading_twice_changes_nothing(tiny: actions.Loaded) -> None:
    tables = (Zone, Step, Containment, Postcode)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    again = actions.load_country(country=TINY)
    assert (again.n_new, again.n_changed, again.n_same, again.gone) == (0, 0, 9, ())
    assert [list(table.objects.order_by("pk").values()) for table in tables] == before


def test_a_newer_file_updates_and_keeps_what_is_ours(tiny: actions.Loaded) -> None:
    south = actions.create_free(name="Le Sud", members=[zone("Toulouse"), zone("Aucamville")])
    dweller = Person.objects.create(zone=zone("Aucamville"))
    zones = [*TINY.zones]
    zones[4] = replace(zones[4], population=510_000)
    zones[7] = replace(zones[7], name="L'Union-en-Lauragais")
    zones[8] = shipped.ShippedZone("commune", "31069", "Blagnac", 1, 25_000, 43.6, 1.39)
    moved = [(2, 5), (3, 6), (2, 7), (2, 8)]
    newer = replace(TINY, zones=zones, steps=moved, postcodes={"31700": [8]})
    steps: list[tuple[int, int]] = []
    done = actions.load_country(country=newer, progress=lambda at, of: steps.append((at, of)))
    assert (done.n_new, done.n_changed, done.n_same) == (1, 2, 6)
    assert done.gone == ("Aucamville (31022)",)
    assert zone("Toulouse").population == 510_000
    dweller.refresh_from_db()
    assert dweller.zone == zone("Aucamville")
    assert dweller.zone in Zone.objects.inside(south)
    assert zone("L'Union-en-Lauragais") in Zone.objects.inside(zone("Haute-Garonne – 1re circonscription"))
    assert not Zone.objects.for_postcode("31140").exists()
    assert steps[-1] == (5, 5)
    assert contained() == reachable()


def test_a_broken_file_leaves_everything_as_it_was(tiny: actions.Loaded) -> None:
    broken = replace(TINY, zones=[*TINY.zones, TINY.zones[-1], replace(TINY.zones[-1], code="x")])
    before = list(Zone.objects.values())
    with pytest.raises(IntegrityError):
        actions.load_country(country=broken)
    assert list(Zone.objects.values()) == before


def test_an_unknown_country_is_refused(db: None) -> None:
    with pytest.raises(shipped.NoSuchCountry):
        actions.load_country(code="../FR")


def test_a_postcode_of_one_whole_commune_needs_no_question(tiny: actions.Loaded) -> None:
    assert postcodes.choices(" 31 240 ").sole == zone("L'Union")
    assert postcodes.choices("99999").options == ()
    assert postcodes.choices("99999").sole is None


def test_several_communes_are_asked_for(tiny: actions.Loaded) -> None:
    asked = postcodes.choices("31140")
    assert asked.sole is None
    assert [option.label for option in asked.options] == ["Aucamville", "L'Union"]


def test_a_divided_commune_is_asked_for_by_part_and_nobody_has_to_know(tiny: actions.Loaded) -> None:
    asked = postcodes.choices("31000")
    assert asked.sole is None
    assert [option.zone.name for option in asked.options] == [
        "Toulouse – 1re circonscription", "Toulouse – 2e circonscription", "Toulouse",
    ]  # fmt: skip
    assert asked.taken(str(zone("Toulouse").pk)) == zone("Toulouse")
    assert asked.taken(str(zone("L'Union").pk)) is None
    assert len(postcodes.choices("31200").options) == 4


def test_a_question_costs_one_query(tiny: actions.Loaded, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert postcodes.choices("31200").pairs
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert postcodes.choices("31 200").pairs


def test_a_new_list_of_postcodes_holds_at_once_where_it_was_loaded(tiny: actions.Loaded) -> None:
    assert postcodes.choices("31700").options == ()
    actions.load_country(country=replace(TINY, postcodes={"31700": [8]}))
    assert postcodes.choices("31700").sole == zone("Aucamville")


# --- What is shipped ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def france() -> shipped.Country:
    return shipped.read("FR")


def test_the_file_names_every_zone_once_and_parents_first(france: shipped.Country) -> None:
    assert len({(z.kind, z.code) for z in france.zones}) == len(france.zones)
    assert all(z.parent is None or z.parent < at for at, z in enumerate(france.zones))
    assert all(z.name == z.name.strip() != "" for z in france.zones)


def test_the_577_constituencies_are_there_and_none_at_home_is_empty(france: shipped.Country) -> None:
    all_of_them = {at for at, z in enumerate(france.zones) if z.kind == "constituency"}
    assert len(all_of_them) == 577
    filled = {outer for outer, _ in france.steps}
    assert {france.zones[at].code for at in all_of_them - filled} == {f"99-{n:02}" for n in range(1, 12)}


def test_each_commune_votes_in_its_own_department(france: shipped.Country) -> None:
    kinds = {"commune", "part"}
    for outer, inner in france.steps:
        zone = france.zones[inner]
        assert zone.kind in kinds
        around = zone
        while around.kind != "department":
            assert around.parent is not None
            around = france.zones[around.parent]
        assert france.zones[outer].code.startswith(around.code) or around.code == "978"


def test_divided_communes_are_few_and_have_two_parts_or_more(france: shipped.Country) -> None:
    parts: dict[int, int] = {}
    for zone in france.zones:
        if zone.kind == "part" and zone.parent is not None:
            parts[zone.parent] = parts.get(zone.parent, 0) + 1
    assert 100 < len(parts) < 200
    assert min(parts.values()) >= 2
    assert min(france.zones[at].population or 0 for at in parts) > 800
    once = {inner for _, inner in france.steps}
    assert not once & set(parts)


@pytest.mark.parametrize(
    ("commune", "constituency"),
    [
        ("01053-01-01", "01-01"), ("69266", "69-06"), ("91434", "91-10"), ("22340", "22-04"),
        ("75107-75-02", "75-02"), ("75101", "75-01"), ("97701", "977-01"), ("97801", "977-01"),
        ("98735", "987-01"), ("98818", "988-01"),
    ],
)  # fmt: skip
def test_known_places_vote_where_they_do(france: shipped.Country, commune: str, constituency: str) -> None:
    at = {z.code: n for n, z in enumerate(france.zones) if z.kind in {"commune", "part"}}
    [outer] = [outer for outer, inner in france.steps if inner == at[commune]]
    assert france.zones[outer].code == constituency


def test_who_lives_in_paris_lives_in_an_arrondissement(france: shipped.Country) -> None:
    [at] = france.postcodes["75019"]
    assert france.zones[at].name == "Paris 19e"
    assert len(france.postcodes) > 6_000


def test_france_loads_and_is_whole(db: None) -> None:
    loaded = actions.load_country()
    assert loaded.n_new == len(Zone.objects.all()) > 35_000
    assert Containment.objects.filter(outer__kind=Kind.COUNTRY).count() == loaded.n_new
    lyon = Zone.objects.get(kind=Kind.COMMUNE, code="69385")
    assert [z.name for z in Zone.objects.containing(lyon).order_by("pk")] == [
        "France", "Auvergne-Rhône-Alpes", "Rhône", "Lyon", "Lyon 5e",
    ]  # fmt: skip
    assert actions.load_country().n_same == loaded.n_new
