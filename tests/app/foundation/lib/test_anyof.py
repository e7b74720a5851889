"""Two columns together."""

import datetime as dt

import pytest
from django.db import connection

from hustings.foundation.lib.sql.sql_lookups import PairOf
from hustings.people.persons.models import Person

pytestmark = pytest.mark.both

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


@pytest.mark.django_db
def test_a_list_is_searched_value_by_value_even_where_most_have_none() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the trap is that of SQLite's statistics")
    Person.objects.bulk_create(Person() for _n in range(2000))
    one = Person.objects.create(external_id="7'\"é")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute(
            "UPDATE sqlite_stat1 SET stat = '1000000 1000000' WHERE idx = 'sqlite_autoindex_people_person_2'"
        )
        cursor.execute("ANALYZE sqlite_schema")  # read the statistics anew
    asked = Person.objects.filter(external_id__unique_any_of=["7'\"é", "8"])
    assert [each.pk for each in asked] == [one.pk]
    Person.objects.bulk_create(Person(external_id=f"N{n}") for n in range(1000, 9000))
    nobody = [f"N{n}x" for n in range(1000, 9000, 800)]
    steps = 0

    def count() -> None:
        nonlocal steps
        steps += 1

    connection.connection.set_progress_handler(count, 100)  # called each hundred steps of SQLite's machine
    try:
        assert not list(
            Person.objects.filter(external_id__unique_any_of=nobody).values_list("external_id", "pk")
        )
    finally:
        connection.connection.set_progress_handler(None, 100)
    assert steps < 50
