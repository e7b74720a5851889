"""Two columns together."""

import datetime as dt

import pytest
from django.db import connection

from hustings.lib.anyof import PairOf
from hustings.people.models import Person

DAY, OTHER = dt.date(1980, 2, 13), dt.date(1991, 7, 1)


@pytest.mark.django_db
def test_only_whoever_has_both_is_found_and_by_one_index() -> None:
    for name, born in [
        ("A'b\"c,d", DAY),
        ("A'b\"c,d", OTHER),
        ("Roux", DAY),
        ("Roux", None),
        ("Roux", OTHER),
    ]:
        person = Person(born_on=born)
        person.rename("Éva", name)
        person.save()
    tricky, roux = Person.objects.filter(given_name="Éva")[0].name_key, "roux,eva"

    def of(*pairs: tuple[object, str]) -> set[tuple[dt.date | None, str]]:
        found = Person.objects.filter(PairOf("born_on", "name_key", pairs), born_on__isnull=False)
        return set(found.values_list("born_on", "name_key"))

    assert of((DAY, tricky), (OTHER, roux)) == {(DAY, tricky), (OTHER, roux)}
    assert of((str(DAY), roux), (str(OTHER), "nobody,here")) == {(DAY, roux)}
    assert of() == set()
    asked = Person.objects.filter(PairOf("born_on", "name_key", [(DAY, roux)]), born_on__isnull=False)
    if connection.vendor == "sqlite":  # elsewhere the planner goes by statistics, and five people are none
        assert "people_by_birth_and_name" in asked.values_list("pk").explain()
