"""Containment is always what can be reached over the steps."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hustings.foundation.territories import actions, closure
from hustings.foundation.territories.models import Containment, Kind, Step, Zone
from tests.conftest import zone

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def reachable() -> set[tuple[int, int]]:
    """The plainest way to say it: walk outward from every zone."""
    outward: dict[int, set[int]] = {}
    for outer, inner in Step.objects.values_list("outer", "inner"):
        outward.setdefault(inner, set()).add(outer)
    found = set()
    for start in Zone.objects.values_list("pk", flat=True):
        seen, edge = {start}, [start]
        while edge:
            for outer in outward.get(edge.pop(), ()):
                if outer not in seen:
                    seen.add(outer)
                    edge.append(outer)
        found |= {(outer, start) for outer in seen}
    return found


def contained() -> set[tuple[int, int]]:
    return set(Containment.objects.values_list("outer", "inner"))


def names(zones: object) -> set[str]:
    return {z.name for z in zones}  # type: ignore[attr-defined]


def test_a_free_zone_holds_its_members_and_what_lies_in_them(france: Zone, rhone: Zone) -> None:
    nimes = Zone.objects.get(name="Nîmes")
    south = actions.create_free(name="South", members=[rhone, nimes])
    assert names(Zone.objects.inside(south)) == {"South", "Rhône", "Lyon", "Villeurbanne", "Nîmes"}
    assert names(Zone.objects.containing(nimes)) == {"Nîmes", "Gard", "France", "South"}
    wider = actions.create_free(name="Wider", members=[south])
    actions.change_free(zone=south, name="The South", members=[nimes])
    assert names(Zone.objects.inside(wider)) == {"Wider", "The South", "Nîmes"}
    assert contained() == reachable()


def test_a_quarter_lies_in_its_commune_and_moves_with_its_parent(france: Zone, rhone: Zone) -> None:
    lyon, nimes = Zone.objects.get(name="Lyon"), Zone.objects.get(name="Nîmes")
    quarter = actions.create_free(name="La Duchère", members=[], parent=lyon)
    assert quarter in Zone.objects.inside(rhone)
    actions.change_free(zone=quarter, name="La Duchère", members=[], parent=nimes)
    assert quarter not in Zone.objects.inside(rhone)
    assert quarter in Zone.objects.inside(nimes)
    assert contained() == reachable()


def test_no_zone_lies_in_itself(france: Zone, rhone: Zone) -> None:
    first = actions.create_free(name="First", members=[rhone])
    second = actions.create_free(name="Second", members=[first])
    before = contained()
    for wrong in (second, first):
        with pytest.raises(actions.Circular):
            actions.change_free(zone=first, name="First", members=[wrong])
    with pytest.raises(actions.Circular):
        actions.change_free(zone=first, name="First", members=[rhone], parent=Zone.objects.get(name="Lyon"))
    assert contained() == before == reachable()


def test_deleting_a_zone_leaves_no_trace_of_it(france: Zone, rhone: Zone) -> None:
    inner = actions.create_free(name="Inner", members=[rhone])
    outer = actions.create_free(name="Outer", members=[inner])
    actions.delete(zone=inner)
    assert names(Zone.objects.inside(outer)) == {"Outer"}
    assert contained() == reachable()
    with pytest.raises(actions.InUse):
        actions.delete(zone=rhone)


def test_a_zone_that_people_live_in_stays(france: Zone, rhone: Zone) -> None:
    from hustings.people.persons.models import Person

    quarter = actions.create_free(name="La Duchère", members=[], parent=rhone)
    Person.objects.create(zone=quarter)
    before = contained()
    with pytest.raises(actions.InUse):
        actions.delete(zone=quarter)
    assert contained() == before


def test_two_zones_of_our_own_never_share_a_name(france: Zone, rhone: Zone) -> None:
    actions.create_free(name="Le Sud", members=[rhone])
    with pytest.raises(actions.NameTaken):
        actions.create_free(name="le sud", members=[rhone])
    twin = actions.create_free(name="le sud !", members=[rhone])
    assert twin.code == "le-sud-2"


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_is_edited_the_closure_is_what_can_be_reached(db: None, data: st.DataObject) -> None:
    for table in ("territories_containment", "territories_step", "territories_postcode", "territories_zone"):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")
    country = zone(Kind.COUNTRY, "FR", "France")
    fixed = [zone(Kind.COMMUNE, str(n), f"C{n}", country) for n in range(4)]
    free: list[Zone] = []
    for turn in range(data.draw(st.integers(3, 9))):
        pool = fixed + free + [country]
        members = data.draw(st.lists(st.sampled_from(pool), max_size=3, unique_by=lambda z: z.pk))
        parent = data.draw(st.none() | st.sampled_from(pool))
        deed = data.draw(st.sampled_from(["create", "create", "change", "delete"]))
        try:
            if deed == "create" or not free:
                free.append(actions.create_free(name=f"F{turn}", members=members, parent=parent))
            elif deed == "change":
                chosen = data.draw(st.sampled_from(free))
                fresh = Zone.objects.get(pk=chosen.pk)
                actions.change_free(zone=fresh, name=fresh.name, members=members, parent=parent)
            else:
                chosen = data.draw(st.sampled_from(free))
                actions.delete(zone=Zone.objects.get(pk=chosen.pk))
                free.remove(chosen)
        except (actions.Circular, actions.InUse):
            pass
        assert contained() == reachable()
    before = contained()
    closure.rebuild()
    assert contained() == before
