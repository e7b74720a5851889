"""The list of people: columns, orders, saved views."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib.sql import keyset
from hustings.people.contacts import actions as contacts_actions
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Household, Person
from hustings.people.privacy.actions import unlocks
from hustings.people.segments import actions as segments_actions
from hustings.people.segments import list_columns, list_pages, territory_queries
from hustings.people.segments.models import FirstView, SavedView, Segment
from tests.conftest import user

pytestmark = pytest.mark.both

LIST = "/hq/people/"


@pytest.fixture(autouse=True)
def easy_second_factor(settings):
    settings.SECOND_FACTOR = "optional"
    settings.LANGUAGE_CODE = "en"


def signed_in(who):
    client = Client(headers={"accept-language": "en"})
    client.force_login(who)
    return client


@pytest.fixture
def hq(dora):
    return signed_in(dora)


@pytest.fixture
def many(charlie, dora):
    """People with everything that a column may show."""
    size = persons_actions.add_field(label="Shirt", kind="text")
    for n in range(24):
        person = persons_actions.add_person(
            given_name=f"G{23 - n:02}", family_name=f"F{n:02}", email=f"p{n}@example.org",
            phone=f"06123456{n:02}", zone=charlie.zone, source=f"file {n % 7}",
        )  # fmt: skip
        Person.objects.filter(pk=person.pk).update(
            owner=dora,
            household=Household.objects.create(name=f"Door {n}"),
            created_at=timezone.now() - dt.timedelta(days=n % 9),
            updated_at=timezone.now() - dt.timedelta(days=n % 5),
        )
        for tag in range(6 if n < 5 else 1):
            persons_actions.tag(person=person, name=f"tag {tag}")
        persons_actions.set_field(person=person, field=size, value=f"size {n}, write to x{n}@example.com")
        persons_actions.record_consent(person=person, purpose="email", is_given=bool(n % 2), source="x")
        contacts_actions.add_follow_up(
            person=person, what=f"Call {n}", due_on=timezone.localdate(), owner=dora, user=dora
        )
    return list(Person.objects.all())


def heads_of(page):
    """The columns behind the boxes, the name first."""
    return [column for column in page.context["table"].columns.values() if column.name != "who"]


def shown(page):
    columns = heads_of(page)[1:]
    return [[str(column.content(person)) for column in columns] for person in page.context["rows"]]


def test_every_column_at_once_costs_no_query_for_a_row(hq, many, django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr(list_columns, "MOST", 50)
    names = list(list_columns.known())
    hq.get(LIST)
    with django_assert_max_num_queries(30):
        page = hq.get(LIST, {"col": names, "order": "name"})
    text = page.content.decode()
    for words in ["Door 3", "size 3, write to x3@example.com", "Call 3", "tag 1", "06 12 34 56 03", "file 3"]:
        assert words in text
    assert "news by e-mail: no" in text
    assert [head.label for head in heads_of(page)][1:] == [
        column.label for column in list_columns.known().values()
    ]
    assert len(names) == len(list_columns.COLUMNS) + 1


def test_columns_come_as_chosen_and_move_to_the_front(hq, many, monkeypatch):
    monkeypatch.setattr(keyset, "SIZE", 20)  # more than one page
    page = hq.get(LIST, {"col": ["zone", "nonsense", "owner", "zone", "field.shirt"]})
    assert [str(head.label) for head in heads_of(page)] == [
        "Name", "Territory", "Point person", "Shirt",
    ]  # fmt: skip
    page = hq.get(LIST, {"col": ["zone", "owner", "field.shirt"], "up": "field.shirt"})
    assert [str(head.label) for head in heads_of(page)][1:] == [
        "Territory",
        "Shirt",
        "Point person",
    ]
    assert "up=" not in page.context["next"]
    assert page.context["next"].count("col=") == 3
    usual = heads_of(hq.get(LIST, {"col": ["nonsense"]}))
    assert len(usual) == len(list_columns.DEFAULT) + 1
    most = heads_of(hq.get(LIST, {"col": list(list_columns.known())}))
    assert len(most) == list_columns.MOST + 1


def test_contact_data_in_any_column_is_hidden_in_a_territory(many, alice):
    client = signed_in(alice)
    asked = {"col": ["reach", "emails", "phones", "field.shirt", "follow_up"]}
    page = client.get(LIST, asked).content.decode()
    assert "@example" not in page
    assert "06 12 34" not in page
    assert "size 3, write to x•••@e•••.com" in page
    unlocks.unlock(user=alice, reason="Phone round", lasts=dt.timedelta(hours=1))
    page = client.get(LIST, asked).content.decode()
    assert "p3@example.org" in page
    assert "x3@example.com" in page


def test_each_order_pages_without_gap_or_repeat_and_has_an_index(many):
    leading = {index.fields[0].lstrip("-") for index in Person._meta.indexes if not index.condition}
    for order, by in list_pages.ORDERS.items():
        seen, after = [], "start"
        while after:
            rows, after = list_pages.page(Person.objects.all(), order, after, 7)
            seen += rows
        keys = [(getattr(person, by.column), person.pk) for person in seen]
        assert keys == sorted(keys, reverse=by.is_falling), order
        assert {person.pk for person in seen} == {person.pk for person in many}, order
        assert by.column in leading


def test_heads_sort_and_turn_round(hq, many):
    heads = heads_of(hq.get(LIST, {"tag": many[1].tags.first().pk}))
    assert [head.way for head in heads] == ["", "", "", "", "descending"]
    assert "order=name" in heads[0].asks
    assert "tag=" in heads[0].asks
    page = hq.get(f"{LIST}?{heads[0].asks}")
    assert heads_of(page)[0].way == "ascending"
    assert "order=name-z" in heads_of(page)[0].asks
    page = hq.get(f"{LIST}?{heads_of(page)[0].asks}")
    assert page.context["rows"][0].family_name == "F23"
    assert 'aria-sort="descending"' in page.content.decode()


def test_what_is_found_comes_by_name_unless_another_order_is_asked_for(hq, many):
    assert [p.family_name for p in hq.get(LIST, {"q": "f0"}).context["rows"]][:2] == ["F00", "F01"]
    rows = hq.get(LIST, {"q": "f0", "order": "given"}).context["rows"]
    assert [p.family_name for p in rows][:2] == ["F09", "F08"]


@pytest.mark.parametrize("after", ["", "x", "1", "1 x", "9" * 30 + " 2026-01-01", "1 \0", "é 1", "1 a,b"])
def test_a_place_that_nobody_gave_out_breaks_nothing(charlie, after):
    for order in list_pages.ORDERS:
        rows, _more = list_pages.page(Person.objects.all(), order, after)
        assert rows in ([], [charlie])


def save(client, name, query, **more):
    return client.post(f"{LIST}views/add/", {"name": name, "query": query, **more})


def test_a_view_keeps_filters_order_and_columns(hq, many, dora):
    tag = many[1].tags.first()
    query = f"tag={tag.pk}&q=&order=name-z&col=owner&col=zone&after=7&nonsense=1"
    where = save(hq, " Ours ", query)["Location"]
    view = SavedView.objects.get()
    assert (view.name, view.user, view.is_shared) == ("Ours", dora, False)
    assert view.query == f"tag={tag.pk}&order=name-z"
    page = hq.get(where)
    assert page.context["form"].is_filtered
    assert page.context["rows"][0].family_name == "F23"
    assert [str(head.label) for head in heads_of(page)] == ["Name", "Point person", "Territory"]
    assert not page.context["view_differs"]
    changed = hq.get(f"{LIST}?{page.context['count_query']}&col=tags")
    assert changed.context["view"] == view
    assert changed.context["view_differs"]
    assert "Save changes to “Ours”" in changed.content.decode()
    hq.post(f"{LIST}views/{view.pk}/query/", {"query": changed.context["count_query"]})
    view.refresh_from_db()
    assert view.columns == ["owner", "zone", "tags"]


def test_the_list_begins_with_the_view_of_ones_choice(hq, many, dora):
    save(hq, "By name", "order=name&col=zone", is_first="on")
    page = hq.get(LIST)
    assert str(page.context["view"]) == "By name"
    assert page.context["form"].sequence == "name"
    assert hq.get(LIST, {"view": "0"}).context["view"] is None
    assert hq.get(LIST, {"order": "newest"}).context["form"].sequence == "newest"
    hq.post(f"{LIST}views/first/", {"view": ""})
    assert hq.get(LIST).context["view"] is None
    assert not FirstView.objects.exists()


def test_views_are_ones_own_until_they_are_shared(hq, charlie, alice, dora):
    save(hq, "Mine", "order=name")
    mine = SavedView.objects.get()
    organiser = signed_in(alice)
    for what in ["", "query/", "removal/"]:
        assert organiser.post(f"{LIST}views/{mine.pk}/{what}", {"name": "x"}).status_code == 404
    organiser.post(f"{LIST}views/first/", {"view": mine.pk})
    assert not FirstView.objects.exists()
    assert "Mine" not in organiser.get(f"{LIST}views/").content.decode()
    hq.post(f"{LIST}views/{mine.pk}/", {"name": "Ours", "is_shared": "on"})
    assert "Ours" in organiser.get(f"{LIST}views/").content.decode()
    assert organiser.post(f"{LIST}views/{mine.pk}/", {"name": "x"}).status_code == 404  # read, not changed
    organiser.post(f"{LIST}views/first/", {"view": mine.pk})
    assert str(organiser.get(LIST).context["view"]) == "Ours"
    hq.post(f"{LIST}views/{mine.pk}/", {"name": "Ours"})  # taken back
    assert organiser.get(LIST).context["view"] is None
    assert not FirstView.objects.exists()
    save(organiser, "Of Lyon", "order=name", is_shared="on")
    theirs = SavedView.objects.get(name="Of Lyon")
    assert theirs.is_shared
    assert hq.post(f"{LIST}views/{theirs.pk}/removal/").status_code == 302  # dora changes people everywhere
    assert not SavedView.objects.filter(pk=theirs.pk).exists()


def test_a_view_shows_each_only_whom_they_may_see(hq, many, alice):
    far = persons_actions.add_person(given_name="Far", family_name="Away")
    save(hq, "All", "order=name", is_shared="on")
    view = SavedView.objects.get()
    assert "Far Away" in hq.get(LIST, {"view": view.pk}).content.decode()
    rows = signed_in(alice).get(LIST, {"view": view.pk}).context["rows"]
    assert rows
    assert far not in rows


def test_whoever_only_looks_keeps_views_but_shares_none(charlie, db):
    reader = signed_in(user("reader", Role.AUDITOR))
    save(reader, "Mine", "order=name", is_shared="on")
    assert not SavedView.objects.get().is_shared


def test_views_are_refused_in_words(hq, charlie):
    def said(name, query="order=name"):
        return hq.post(f"{LIST}views/add/", {"name": name, "query": query}, follow=True).content.decode()

    assert "Enter a name for the view." in said(" ")
    assert "Enter a name for the view." in said("", "x=\r\nSet-Cookie: y")
    assert "was saved" in said("One")
    assert "A view named “ONE” already exists" in said("ONE")
    assert SavedView.objects.count() == 1


def test_a_segment_of_somebody_elses_own_filters_nothing_here(hq, charlie, alice):
    private = segments_actions.save_segment(
        name="s",
        user=alice,
        is_shared=False,
        criteria={"criteria": [{"criterion": "email", "operator": "has"}]},
    )
    assert hq.get(LIST, {"segment": private.pk}).context["rows"] == []
    Segment.objects.update(is_shared=True)
    assert hq.get(LIST, {"segment": private.pk}).context["rows"] == [charlie]


def test_a_filter_that_answers_in_part_brings_the_columns_along(hq, many):
    page = hq.get(LIST, {"col": ["zone", "tags"]}, headers={"HX-Request": "true"}).content.decode()
    assert 'hx-swap-oob="true"' in page
    assert page.count('id="columns"') == 1
    whole = hq.get(LIST).content.decode()
    assert "hx-swap-oob" not in whole
    assert whole.count('id="columns"') == 1


def test_the_page_of_views_costs_the_same_for_many(hq, dora, django_assert_max_num_queries):
    for n in range(30):
        save(hq, f"View {n}", "order=name")
    hq.get(reverse("segments:views"))
    with django_assert_max_num_queries(16):
        page = hq.get(reverse("segments:views")).content.decode()
    assert page.count("Make default") == 30


@pytest.mark.parametrize("most", [0, 5_000])
def test_a_territory_large_or_small_shows_the_same(charlie, alice, dora, monkeypatch, most):
    monkeypatch.setattr(territory_queries, "MANY", most)
    persons_actions.add_person(given_name="Far", family_name="Away")
    unlocks.unlock(user=alice, reason="Phone round", lasts=dt.timedelta(hours=1))
    for client in [signed_in(alice), signed_in(dora)]:
        for asked in [{"zone": "Lyon"}, {"zone": "Lyon", "q": "dup"}, {"zone": "Lyon", "order": "name"}]:
            page = client.get(LIST, asked)
            assert page.context["rows"] == [charlie]
            assert page.context["n"] == 1
    assert signed_in(alice).get(LIST).context["rows"] == [charlie]
    assert len(signed_in(dora).get(LIST).context["rows"]) == 2
