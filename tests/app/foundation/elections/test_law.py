"""What the campaign entered is what the rules are asked with, once for places that are alike."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hustings.foundation.accounts.models import LogEntry
from hustings.foundation.elections import actions, changes, codes, law
from hustings.foundation.elections.models import OwnHours
from hustings.foundation.legal import Channel, Content, load
from hustings.foundation.territories.actions import create_free
from hustings.foundation.territories.models import Kind, Zone
from tests.conftest import zone

FR = load("fr")
CAMPAIGN = frozenset({Content.CAMPAIGN})
PARIS = ZoneInfo("Europe/Paris")
SATURDAY = dt.datetime(2027, 4, 10, 12, tzinfo=PARIS)


def named(name: str) -> Zone:
    return Zone.objects.get(name=name, kind__in=[Kind.COMMUNE, Kind.DEPARTMENT])


def ask(zone_: Zone | None, at: dt.datetime, channel: Channel = Channel.EMAIL):
    known = law.read()
    assert known
    book = law.Book(known)
    given = codes.of([zone_.pk], FR)[zone_.pk] if zone_ else ("*",)
    return book.ask(given, at, channel, CAMPAIGN)


def test_a_zone_is_named_by_the_narrowest_official_codes_around_it(reunion, rhone):
    lyon = named("Lyon")
    seat = zone(Kind.CONSTITUENCY, "69-01", "Rhône – 1re", rhone)
    station = zone(Kind.STATION, "0001", "École", lyon, seat)
    found = codes.of([lyon.pk, station.pk, rhone.pk, reunion.pk], FR)
    assert found == {
        lyon.pk: ("69123",),
        station.pk: ("69-01", "69123"),
        rhone.pk: ("69",),
        reunion.pk: ("97411",),
    }


def test_somebody_in_a_divided_commune_may_vote_in_each_of_its_constituencies(rhone):
    lyon = named("Lyon")
    for number in (1, 2):
        seat = zone(Kind.CONSTITUENCY, f"69-0{number}", "seat", rhone)
        zone(Kind.PART, f"69123-69-0{number}", "part", lyon, seat)
    [given] = codes.of([lyon.pk], FR).values()
    place = FR.place(*given)
    assert place.touches("69-01")
    assert place.touches("69-02")
    assert not place.touches("69-11")
    assert not place.lies_in("69-01"), "that would be more than anybody knows"


def test_zones_of_our_own_are_turned_into_official_ones(reunion, rhone):
    near = create_free(name="Near", members=[named("Lyon"), named("Nîmes")], parent=None)
    inside = create_free(name="Inside", members=[named("Lyon")], parent=rhone)
    far = create_free(name="Far", members=[named("Lyon"), reunion], parent=None)
    empty = create_free(name="Empty", members=[], parent=None)
    assert codes.of([near.pk, inside.pk, far.pk, empty.pk], FR) == {
        near.pk: ("30189", "69123"),
        inside.pk: ("69",),
        far.pk: ("*",),
        empty.pk: ("*",),
    }
    assert codes.held_in([near], FR) == ("30189", "69123")
    assert codes.held_in([empty], FR) == ("*",), "an exception for nowhere is none for everywhere"


def test_a_region_is_the_departments_in_it(reunion, france):
    assert codes.held_in([Zone.objects.get(kind=Kind.REGION)], FR) == ("974",)
    assert codes.held_in([france], FR) == ()


def test_what_lies_abroad_is_anywhere(france):
    abroad = Zone.objects.create(kind=Kind.COMMUNE, code="1", name="Wien", name_key="wien", country="AT")
    assert codes.of([abroad.pk], FR) == {abroad.pk: ("*",)}


def test_silence_begins_by_the_clock_of_each_zone(president, reunion):
    lyon = named("Lyon")
    before = dt.datetime(2027, 4, 9, 21, 30, tzinfo=PARIS)  # half past eleven in Saint-Denis
    midnight = dt.datetime(2027, 4, 9, 22, tzinfo=PARIS)
    assert not ask(reunion, before).silences
    assert ask(reunion, midnight).silences[0].article == ask(lyon, SATURDAY).silences[0].article
    assert not ask(lyon, midnight).silences
    assert ask(lyon, midnight).quiet, "it is late"
    assert ask(None, dt.datetime(2027, 4, 9, 12, tzinfo=PARIS)).silences, "somewhere they vote on Saturday"


def test_an_election_of_some_zones_silences_these(french, reunion, rhone):
    actions.save_election(name="Lyon", kind="by_election", days=[dt.date(2027, 4, 11)], zones=[named("Lyon")])
    assert ask(named("Lyon"), SATURDAY).silences
    assert not ask(named("Nîmes"), SATURDAY).silences
    assert not ask(reunion, SATURDAY).silences
    assert ask(None, SATURDAY).silences


def test_a_decree_gives_a_zone_another_day(french, reunion):
    day, other = dt.date(2027, 4, 11), dt.date(2027, 4, 4)
    actions.save_election(name="E", kind="municipal", days=[day], elsewhere={day: {"974": other}})
    assert not ask(reunion, SATURDAY).silences
    assert ask(reunion, SATURDAY - dt.timedelta(days=7)).silences


def test_our_hours_only_take_away(french, france):
    actions.keep_hours(channel="email", days={"weekdays": "05:00-12:00", "saturday": "-"} | blank())
    lyon, morning = named("Lyon"), dt.datetime(2027, 3, 9, 9, tzinfo=PARIS)
    assert ask(lyon, morning).may
    assert ask(lyon, morning.replace(hour=5)).quiet[0].rule, "too early by the country's hours"
    assert ask(lyon, morning.replace(hour=15)).quiet[0].rule is None
    assert ask(lyon, dt.datetime(2027, 3, 13, 9, tzinfo=PARIS)).quiet, "a Saturday"
    actions.keep_hours(channel="email", days={"weekdays": ""} | blank(saturday=""))
    assert not OwnHours.objects.exists()
    assert ask(lyon, morning.replace(hour=15)).may


def blank(**more: str) -> dict[str, str]:
    return {"sunday": "", "holiday": ""} | more


def test_an_exception_lets_pass_what_it_names_until_it_ends(president, reunion, dora, clock):
    now = clock("2027-04-10 10:00")
    lyon = named("Lyon")
    until = now + dt.timedelta(hours=3)
    made = actions.allow(user=dora, why="Wrong address of the station", until=until, zones=[lyon])
    answer = ask(lyon, now)
    assert answer.may
    assert answer.waived[0][1].why == "Wrong address of the station"
    assert not ask(reunion, now).may
    assert not ask(None, now).may, "one for a zone is no word for anywhere"
    assert not ask(lyon, until).may
    actions.end(exemption=made, user=dora)
    assert not ask(lyon, now).may
    made.refresh_from_db()
    assert made.ended_by == dora
    kinds = LogEntry.objects.order_by("pk").values_list("kind", "actor")
    assert list(kinds) == [("exempted", dora.pk), ("exemption_ended", dora.pk)]


def test_only_a_director_makes_exceptions(french, alice, clock):
    now = clock("2027-04-10 10:00")
    with pytest.raises(actions.NotAllowed):
        actions.allow(user=alice, why="I want to", until=now + dt.timedelta(hours=1))


def test_places_that_are_alike_are_asked_about_once(president, reunion):
    book = law.book()
    assert book
    first = book.ask(("30189",), SATURDAY, Channel.EMAIL, CAMPAIGN)
    assert book.ask(("69123",), SATURDAY + dt.timedelta(minutes=1), Channel.EMAIL, CAMPAIGN) is first
    assert book.ask(("97411",), SATURDAY, Channel.EMAIL, CAMPAIGN) is not first
    assert law.book() is book, "nothing was changed"
    actions.remove_election(election=president)
    assert law.book() is not book


@pytest.mark.parametrize("kind", ["president", "legislative", "municipal"])
def test_the_answer_of_a_place_is_that_of_those_alike(french, rhone, kind, monkeypatch):
    """Every department and more: the short way says what the long way says."""
    some = [f"{number:02}" for number in range(1, 96) if number != 20] + list(FR.spots)
    given = [*some, *(f"{code}123" for code in some), "69-01", "67", "68001", "2A004"]
    actions.save_election(name="E", kind=kind, days=[dt.date(2027, 4, 11)])
    actions.save_election(name="L", kind="by_election", days=[dt.date(2027, 4, 18)], zones=[rhone])
    book = law.book()
    assert book
    for day, hour in [(9, 6), (9, 23), (10, 12), (11, 19), (12, 3), (17, 12)]:
        at = dt.datetime(2027, 4, day, hour, tzinfo=dt.UTC)
        for code in given:
            direct = book.law.may_send(FR.place(code), at, Channel.EMAIL, CAMPAIGN)
            short = book.ask((code,), at, Channel.EMAIL, CAMPAIGN)
            assert short.may == direct.may, (code, at)
            assert direct.may or short.next_at == direct.next_at, (code, at)


def test_the_law_is_read_in_a_handful_of_questions(president, rhone, dora, clock):
    now = clock("2027-04-10 10:00")
    for number in range(5):
        actions.save_election(name=f"{number}", kind="municipal", days=[dt.date(2027, 5, 2)], zones=[rhone])
        actions.allow(user=dora, why="w", until=now + dt.timedelta(hours=1), zones=[named("Lyon")])
    with CaptureQueriesContext(
        connection,
    ) as asked:
        law.read()
    assert len(asked) <= 20


def test_a_change_is_told(french, dora):
    told = []
    with changes.listeners.replaced(lambda: told.append(1)):
        made = actions.save_election(name="E", kind="municipal", days=[dt.date(2027, 4, 11)])
        actions.keep_hours(channel="sms", days={"weekdays": "09:00-10:00"} | blank(saturday=""))
        actions.remove_election(election=made)
    assert len(told) == 3
