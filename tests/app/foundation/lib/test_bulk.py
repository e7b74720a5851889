"""Many rows at once, on both databases."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import hustings.foundation.lib.sql.sql_lookups  # noqa: F401 - the lookup any_of
from hustings.foundation.lib.sql import bulk
from hustings.foundation.territories.models import Containment, Kind, Postcode, Zone
from hustings.people.persons.models import Activity, Field, FieldValue, Person

pytestmark = [pytest.mark.django_db, pytest.mark.both]
ZONE = ["id", "kind", "code", "name", "name_key", "address", "country", "parent", "latitude", "shape"]


def commune(pk: int, parent: int | None = None) -> list[object]:
    return [pk, Kind.COMMUNE, str(pk), f"L'Œuvre\t{pk}\n\\N", f"l'oeuvre {pk}", "", "FR", parent, 45.5, None]


def test_rows_arrive_as_a_model_would_have_written_them() -> None:
    first, second = bulk.reserve_ids(Zone, 2)
    shape = {"type": "Point", "coordinates": [4.8, 45.7]}
    rows = [commune(first), [*commune(second, first)[:-1], shape]]
    assert bulk.insert(Zone, ZONE, iter(rows)) == 2
    inner = Zone.objects.get(pk=second)
    assert (inner.parent_id, inner.shape, inner.latitude) == (first, shape, 45.5)
    assert inner.name == f"L'Œuvre\t{second}\n\\N"
    assert Zone.objects.get(pk=first).shape is None


def test_moments_keep_their_time_zone() -> None:
    names = [field.attname for field in Person._meta.concrete_fields]
    whole = Person.objects.create()
    moment = timezone.now() - dt.timedelta(days=40)
    [pk] = bulk.reserve_ids(Person, 1)
    uid = uuid.uuid4()
    row = {name: getattr(whole, name) for name in names} | {"id": pk, "uid": uid, "created_at": moment}
    bulk.insert(Person, names, [[row[name] for name in names]])
    assert Person.objects.get(uid=uid).created_at == moment


def test_rows_are_set_by_key_as_a_model_would_have_written_them() -> None:
    people = [Person.objects.create(given_name=name) for name in ("Ann", "Bea", "Cid")]
    moment = timezone.now() - dt.timedelta(days=40)
    rows = [(people[0].pk, dt.date(1980, 5, 17), moment), (people[1].pk, None, moment)]
    assert bulk.update(Person, ["born_on", "created_at"], rows) == 2
    found = dict(Person.objects.filter(created_at=moment).values_list("given_name", "born_on"))
    assert found == {"Ann": dt.date(1980, 5, 17), "Bea": None}
    assert bulk.update(Person, ["born_on"], []) == 0


def test_reserved_keys_are_never_given_twice() -> None:
    keys = bulk.reserve_ids(Zone, 3)
    assert len(set(keys)) == 3
    assert keys == sorted(keys)
    later = Zone.objects.create(kind=Kind.FREE, code="x", name="x", name_key="x", country="FR")
    assert later.pk > keys[-1]
    assert bulk.reserve_ids(Zone, 1)[0] > later.pk
    assert bulk.reserve_ids(Zone, 0) == []


def test_one_bad_row_leaves_none() -> None:
    keys = bulk.reserve_ids(Zone, 2)
    bulk.insert(Zone, ZONE, map(commune, keys))
    twice = [("69001", keys[0]), ("69002", keys[1]), ("69001", keys[0])]
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(Postcode, ["code", "zone"], twice)
    assert not Postcode.objects.exists()


def test_a_table_takes_its_own_column_names() -> None:
    [pk] = bulk.reserve_ids(Zone, 1)
    bulk.insert(Zone, ZONE, [commune(pk)])
    assert bulk.insert(Containment._meta.db_table, ["outer_id", "inner_id"], [(pk, pk)]) == 1
    assert Containment.objects.get().outer_id == pk


def test_no_rows_are_no_statement() -> None:
    assert bulk.insert(Postcode, ["code", "zone"], []) == 0


def test_every_kind_of_value_is_written_as_a_model_would() -> None:
    person = Person.objects.create()
    moment = timezone.now()
    data = {"says": 'a "b"\t\\N\nœ', "n": 1}
    rows = [
        [person.pk, "a\\b\tc\r\nd", moment, data],
        [person.pk, "", moment - dt.timedelta(microseconds=1), {}],
        [person.pk, r"\N", moment, data],
    ]
    bulk.insert(Activity, ["person", "kind", "happened_at", "data"], rows)
    found = Activity.objects.order_by("pk").values_list("person", "kind", "happened_at", "data")
    assert [list(row) for row in found] == rows


def test_numbers_days_and_truths_stay_apart() -> None:
    people = [Person.objects.create().pk for __ in range(2)]
    number, day = [Field.objects.create(slug=kind, label=kind, kind=kind).pk for kind in ("number", "date")]
    rows = [
        [people[0], number, "", "", Decimal("-1.5"), None],
        [people[1], number, "", "", Decimal(10**13), None],
        [people[0], day, "", "", None, dt.date(1999, 12, 31)],
    ]
    names = ["person", "field", "text", "key", "number", "date"]
    bulk.insert(FieldValue, names, rows)
    assert [list(row) for row in FieldValue.objects.order_by("pk").values_list(*names)] == rows


def test_a_nul_is_refused_before_anything_is_written() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps them")
    [pk] = bulk.reserve_ids(Zone, 1)
    row = commune(pk)
    with pytest.raises(ValueError, match="NUL"), transaction.atomic():
        bulk.insert(Zone, ZONE, [[*row[:3], "a\0b", *row[4:]]])
    assert not Zone.objects.exists()


def test_a_thousand_keys_are_one_parameter() -> None:
    keys = bulk.reserve_ids(Zone, 3)
    bulk.insert(Zone, ZONE, map(commune, keys))
    with CaptureQueriesContext(connection) as asked:
        wanted = [str(keys[0]), "it's", 'a "b", {c}', *map(str, range(-3_000, 0))]
        assert [zone.pk for zone in Zone.objects.filter(code__any_of=wanted)] == keys[:1]
        assert {zone.pk for zone in Zone.objects.filter(id__any_of=keys[1:])} == set(keys[1:])
        assert not Zone.objects.filter(id__any_of=[])
    assert len(asked) == 3


def test_postgresql_is_told_that_disks_are_fast() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite plans without such figures")
    with connection.cursor() as cursor:
        cursor.execute("SHOW random_page_cost")
        assert cursor.fetchone() == ("1.1",)
