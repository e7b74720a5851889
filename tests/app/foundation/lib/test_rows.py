"""Rows by statements that are ready, on both databases."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from hustings.foundation.lib.sql import sql_inserts, sql_rows
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Person
from hustings.people.signups.models import SignUp
from hustings.site.website.models import Tally

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def sign_up(**values: object) -> SignUp:
    asked = {"email": 7, "it's": "%s"}
    made = {
        "address": "Charlie@example.org",
        "key": "charlie@example.org",
        "language": "fr",
        "consents": asked,
    }
    return SignUp(**{**made, "source": "/fr/", **values})


def test_the_row_is_what_create_would_have_written(france: Zone) -> None:
    ours, theirs = sign_up(zone=france), sign_up(zone=france)
    ours.asked_at = theirs.asked_at = timezone.now()
    sql_inserts.add(ours)
    theirs.save()
    assert ours.pk
    assert not ours._state.adding
    columns = [field.attname for field in SignUp._meta.concrete_fields if not field.primary_key]
    first, second = (SignUp.objects.values(*columns).get(pk=one.pk) for one in (ours, theirs))
    assert first == second
    ours.mailed_at = timezone.now()
    ours.save()  # an UPDATE: it knows that it is in the database
    assert SignUp.objects.count() == 2


def test_a_key_of_ones_own_is_kept() -> None:
    sql_inserts.add(Person(pk=4_711, given_name="Charlie"))
    assert Person.objects.get().pk == 4_711
    with pytest.raises(IntegrityError), transaction.atomic():
        sql_inserts.add(Person(pk=4_711))


def test_the_same_form_is_added_once_and_what_follows_with_it() -> None:
    followed: list[str] = []
    assert sql_inserts.add_once(sign_up(form_key="a"), "form_key", lambda: followed.append("first"))
    assert not sql_inserts.add_once(sign_up(form_key="a"), "form_key", lambda: followed.append("again"))
    assert sql_inserts.add_once(sign_up(form_key=None), "form_key", lambda: followed.append("another"))
    assert followed == ["first", "another"]
    assert SignUp.objects.count() == 2


def test_a_fault_of_another_kind_is_told_and_nothing_is_added() -> None:
    def fail() -> None:
        raise IntegrityError("something else")

    other = sign_up(form_key=None)
    other.save()
    with pytest.raises(IntegrityError, match="something else"), transaction.atomic():
        sql_inserts.add_once(sign_up(form_key=None), "form_key", fail)
    assert list(SignUp.objects.all()) == [other]


def test_what_is_rolled_back_was_never_there() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        sql_inserts.add(sign_up())
        _ = 1 / 0
    assert not SignUp.objects.exists()


def test_sums_are_added_up_in_one_row_of_each_key() -> None:
    today = timezone.localdate()
    for _twice in range(2):
        made = [(today, "page", f"/{n:04}/", 1, n) for n in range(501)]
        sql_inserts.add_up(Tally, ["day", "kind", "name"], ["n_views", "n_visits"], made)
    assert Tally.objects.count() == 501
    assert Tally.objects.filter(name="/0500/").values_list("n_views", "n_visits").get() == (2, 1_000)


def test_several_rows_are_written_at_once_each_with_its_key() -> None:
    made = [Person(given_name=name) for name in ("Alice", "Bob", "Charlie")]
    sql_inserts.add(*made)
    sql_inserts.add()  # nothing
    assert {row.pk: row.given_name for row in made} == dict(Person.objects.values_list("pk", "given_name"))


def test_a_row_is_found_as_the_orm_finds_it(france: Zone) -> None:
    made = sign_up(zone=france, came={"source": "poster"}, mailed_at=timezone.now())
    made.save()
    sign_up().save()
    with transaction.atomic():
        ours = sql_rows.first(SignUp, "id = %s", made.pk, is_locked=True)
    theirs = SignUp.objects.get(pk=made.pk)
    columns = [field.attname for field in SignUp._meta.concrete_fields]
    assert [getattr(ours, name) for name in columns] == [getattr(theirs, name) for name in columns]
    assert len(sql_rows.find(SignUp, "key = %s", "charlie@example.org")) == 2
    assert sql_rows.first(SignUp, "id = %s", -1) is None


def test_named_fields_alone_are_changed() -> None:
    made = sign_up()
    made.save()
    person = Person.objects.create()
    made.confirmed_at, made.person, made.given_name = timezone.now(), person, "Mallory"
    made.consents = {"email": 8}
    sql_rows.change(made, "confirmed_at", "person", "consents")
    found = SignUp.objects.get(pk=made.pk)
    assert (found.confirmed_at, found.person, found.consents) == (made.confirmed_at, person, {"email": 8})
    assert not found.given_name


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's driver keeps statements by itself")
def test_postgresql_plans_a_question_once_whatever_its_values() -> None:
    made = Person.objects.create()
    for pk in [made.pk, -1, made.pk, -2, made.pk]:
        found = sql_rows.first(Person, "id = %s AND id > 0", pk)
        assert (found == made) is (pk == made.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM pg_prepared_statements WHERE statement LIKE '%AND id > 0'")
        assert cursor.fetchone() == (1,)


def test_a_row_comes_along_with_those_that_it_points_at(
    france: Zone, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = Person.objects.create(given_name="Charlie", zone=france)
    made, alone = sign_up(person=person, zone=france), sign_up()
    made.save()
    alone.save()
    along, without = ("person__zone", "zone"), ("person__zone__shape", "zone__shape", "consents")
    with django_assert_num_queries(2):
        where = "signups_signup.id = %s"
        found = sql_rows.first(SignUp, where, made.pk, along=along, without=without)
        lonely = sql_rows.first(SignUp, where, alone.pk, along=along, without=without)
        assert found
        assert lonely
        assert (found.person, found.zone, lonely.person) == (person, france, None)
        assert found.person
        assert found.person.zone == france
    assert found.get_deferred_fields() == {"consents"}
    assert france.get_deferred_fields() == set()
    assert found.consents == made.consents  # read now


def test_fields_are_read_again_and_no_others(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    made = Person.objects.create(given_name="Charlie", family_name="Martin")
    Person.objects.update(given_name="Charles", family_name="Durand")
    with django_assert_num_queries(1):
        sql_rows.refresh(made, "given_name")
    assert (made.given_name, made.family_name) == ("Charles", "Martin")


def test_rows_are_changed_together_each_as_it_is(
    france: Zone, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = [Person.objects.create(given_name=name) for name in ("Ada", "Bo", "Cy")]
    for person in people:
        person.given_name *= 2
        person.family_name = "unwritten"
    with django_assert_num_queries(1):
        sql_rows.change_all(people, "given_name")
    sql_rows.change_all([], "given_name")
    found = Person.objects.order_by("pk").values_list("given_name", "family_name")
    assert list(found) == [("AdaAda", ""), ("BoBo", ""), ("CyCy", "")]


def test_only_rows_that_are_new_are_added(france: Zone) -> None:
    first, same, other = (sign_up(form_key=key) for key in ("a", "a", "b"))
    assert sql_inserts.add_new(first) == 1
    assert sql_inserts.add_new(same, other) == 1
    assert sql_inserts.add_new() == 0
    assert set(SignUp.objects.values_list("form_key", flat=True)) == {"a", "b"}
