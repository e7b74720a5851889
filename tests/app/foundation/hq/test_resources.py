"""Lists of HQ: rights, filters, pages by key, orders, forms and deeds of one resource."""

import re
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.foundation.hq import resources
from hustings.foundation.hq.filters import FilterForm
from hustings.foundation.hq.resources import COUNTED, Button, Deed, Resource
from hustings.foundation.hq.tables import Column, Title
from hustings.foundation.lib.sql import keyset
from hustings.foundation.territories.models import Kind, Zone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


class Refused(Exception):
    """It can't be done."""


class Filters(FilterForm):
    q = forms.CharField(required=False, max_length=10)
    kind = forms.ChoiceField(required=False, choices=[("", "all"), *Kind.choices])

    def narrow(self, rows: Any, said: dict[str, Any]) -> Any:
        rows = rows.filter(kind=said["kind"]) if said["kind"] else rows
        return rows.filter(name__contains=said["q"])


class NameForm(forms.Form):
    name = forms.CharField(max_length=10)


class Zones(Resource):
    guard = needs(GUARD_MAIL)
    title = "Zones"
    trail = (("wagtailadmin_home", "Above"),)
    buttons = (
        Button("Everybody’s", "wagtailadmin_home"),
        Button("Nobody’s", "wagtailadmin_home", lambda user: False),
    )
    columns = (Title("name", "Name", url=lambda row: f"/{row.pk}/", sort="name_key"), Column("code", "Code"))
    filters_class = Filters
    order = ("name_key", "pk")
    size = 3
    deeds = (Deed("drop", "Drop them", is_serious=True),)
    form_class = NameForm
    form_title, form_submit = "Add a zone", "Add"
    refusals = {Refused: "name"}
    empty, nothing_found = "No zone yet.", "No such zone."
    empty_button = Button("Make one", "wagtailadmin_home")

    def rows(self) -> Any:
        return Zone.objects.all()

    def add(self, said: dict[str, Any]) -> HttpResponse | None:
        if said["name"] == "no":
            raise Refused("Not that one.")
        Zone.objects.create(kind=Kind.COMMUNE, code=said["name"], name=said["name"], name_key=said["name"])
        return None

    def do(self, deed: str, keys: list[int]) -> str:
        return f"{deed} {sorted(keys)}"


def asked(user: Any, query: str = "", sent: dict[str, Any] | None = None) -> Any:
    make = RequestFactory()
    request = make.get(f"/zones/?{query}") if sent is None else make.post(f"/zones/?{query}", sent)
    request.user = user
    request._messages = CookieStorage(request)
    return Zones.as_view()(request), request


@pytest.fixture
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def zones(db: object) -> list[Zone]:
    Zone.objects.all().delete()
    named = [("b", "x"), ("a", "x"), ("c", "y"), ("a", "y"), ("d", "x"), ("a", "x"), ("e é", "y")]
    return [
        Zone.objects.create(kind=Kind.COMMUNE, code=f"{n}", name=f"{word}{n}", name_key=word)
        for n, (word, _kind) in enumerate(named)
    ]


def names(answer: Any) -> list[str]:
    return [row.name for row in answer.context_data["rows"]]


def test_only_who_has_the_right_sees_it(zones, dora, bob):
    assert asked(AnonymousUser())[0].status_code == 302
    assert asked(bob)[0].status_code == 403
    assert asked(dora)[0].status_code == 200
    assert Zones.as_view().needs == (GUARD_MAIL,)


@pytest.mark.both
@pytest.mark.parametrize("ordering", ["", "name_key", "-name_key"])
def test_pages_follow_each_other_by_key_and_count_no_further_than_shown(zones, dora, ordering):
    seen, after = [], ""
    while True:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer, _request = asked(dora, f"ordering={ordering}&after={after}")
            answer.render()
        asked_for = [each["sql"] for each in queries]
        assert not [sql for sql in asked_for if "COUNT(" in sql and f"LIMIT {COUNTED + 1})" not in sql]
        assert not [sql for sql in asked_for if "OFFSET" in sql]
        seen += names(answer)
        if not (after := answer.context_data["more"]):
            break
    ways = sorted(zones, key=lambda zone: (zone.name_key, zone.pk), reverse=ordering.startswith("-"))
    assert seen == [zone.name for zone in ways]


def test_a_changed_place_or_order_begins_anew(zones, dora):
    first = names(asked(dora)[0])
    for odd in (
        "x",
        "[]",
        "[1,2,3]",
        '["a"]',
        '["a","x"]',
        '["\\u0000","1"]',
        '["\\ud800","1"]',
        "{}",
        '["a",' + '"9"' * 40,
    ):
        assert names(asked(dora, f"after={odd}")[0]) == first
    assert names(asked(dora, "ordering=password")[0]) == first


def test_filters_narrow_it_and_a_wrong_one_finds_nothing_and_says_why(zones, dora):
    assert names(asked(dora, "q=a")[0]) == ["a1", "a3", "a5"]
    wrong = {"kind=nonsense&q=b": "nonsense", "q=%00b": "Null", "q=far+too+long+for+it": "at most 10"}
    for query, why in wrong.items():
        page = asked(dora, query)[0].render().content.decode()
        assert why in page and "No such zone." in page and "Total:" not in page
    page = asked(dora, "q=zzz")[0].render().content.decode()
    assert "No such zone." in page and "No zone yet." not in page and "Make one" not in page


def test_an_empty_list_says_the_next_step(zones, dora, monkeypatch):
    Zone.objects.all().delete()
    page = asked(dora)[0].render().content.decode()
    assert "No zone yet." in page and re.search(r'<a class="button" href="[^"]+">Make one</a>', page)
    assert "Total:" not in page
    monkeypatch.setattr(Zones, "empty_button", None)
    words, _empty, beside = asked(dora)[0].render().content.decode().partition("No zone yet.")
    assert "Everybody’s" in beside and "Everybody’s" not in words, "its buttons stand beside the words"


def test_a_list_says_how_many_there_are(zones, dora, monkeypatch):
    def told(query: str = "") -> str:
        page = asked(dora, query)[0].render().content.decode()
        return re.sub("<.*?>", "", page[page.index('class="hq-count"') :])[:60]

    assert "Total: 7" in told() and "Results: 3" in told("q=a")
    more = asked(dora)[0].context_data["more"]
    assert "Total: 7" in told(f"after={more}"), "on each page"
    monkeypatch.setattr(resources, "COUNTED", 4)
    assert "Total: more than 4" in told()


def test_a_page_shows_its_way_its_actions_and_its_next(zones, dora):
    page = asked(dora)[0].render().content.decode()
    assert "Above" in page and "Everybody’s" in page and "Nobody’s" not in page
    assert 'rel="next"' in page and "First page" not in page
    assert '<caption class="w-sr-only">Zones</caption>' in page


def test_the_form_below_adds_a_row_or_says_why_not(zones, dora):
    answer, _request = asked(dora, sent={"name": "new"})
    assert (answer.status_code, answer.url) == (302, "/zones/")
    assert Zone.objects.filter(name="new").exists()
    refused = asked(dora, sent={"name": "no"})[0]
    assert refused.status_code == 422 and "Not that one." in refused.render().content.decode()
    assert asked(dora, sent={"name": "far too long for it"})[0].status_code == 422


def test_a_deed_is_done_with_ticked_rows_alone(zones, dora):
    answer, request = asked(dora, "q=a", {"deed": "drop", "row": [zones[1].pk, "x", zones[3].pk]})
    assert answer.status_code == 302 and answer.url == "/zones/?q=a"
    assert [str(each) for each in request._messages] == [f"drop {[zones[1].pk, zones[3].pk]}"]
    _answer, request = asked(dora, sent={"deed": "drop"})
    assert ["Tick the rows" in str(each) for each in request._messages] == [True]


def test_a_list_without_form_or_deeds_takes_nothing(zones, dora):
    class Seen(Zones):
        deeds, form_class = (), None

    request = RequestFactory().post("/zones/", {})
    request.user = dora
    assert Seen.as_view()(request).status_code == 405


def test_a_page_of_a_long_list_reads_so_many_rows(zones, dora):
    found, more = keyset.page(Zone.objects.all(), size=2, order=("-name_key", "pk"))
    assert [zone.name_key for zone in found] == ["e é", "d"]
    rest, end = keyset.page(Zone.objects.all(), more, size=9, order=("-name_key", "pk"))
    assert [zone.name for zone in rest] == ["c2", "b0", "a1", "a3", "a5"] and end == ""


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "x"])
def test_a_place_that_is_in_no_calendar_is_no_place(dora, moment):
    rows, more = keyset.page(type(dora).objects.all(), f'["{moment}","1"]', order=("-joined_at", "pk"))
    assert rows == [dora] and not more
