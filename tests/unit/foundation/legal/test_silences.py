"""Electoral silence: the elections of the past, place by place, and what holds for any."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.foundation.legal import (
    Election,
    Round,
    UnknownKind,
    load,
    next_silence,
    read,
    silence_at,
    windows,
)
from hustings.foundation.legal.elections import BadElection
from hustings.foundation.legal.silences import Window
from hustings.foundation.legal.times import BadHours
from tests.unit.foundation.legal.test_reading import GOOD

FR = load("fr")
EVER = {"since": datetime(2000, 1, 1, tzinfo=UTC), "until": datetime(2100, 1, 1, tzinfo=UTC)}
PRESIDENT_2022 = Election.on("president", date(2022, 4, 10), date(2022, 4, 24))
DEPUTIES_2022 = Election.on("legislative", date(2022, 6, 12), date(2022, 6, 19))
DEPUTIES_2024 = Election.on("legislative_dissolved", date(2024, 6, 30), date(2024, 7, 7))
EUROPE_2024 = Election.on("european", date(2024, 6, 9))
COMMUNES_2026 = Election.on("municipal", date(2026, 3, 15), date(2026, 3, 22))


def campaigning(election: Election, *codes: str) -> tuple[Window, ...]:
    return windows(FR, [election], FR.place(*codes), **EVER, channel="email", contents=["campaign"])


# election, zone, its clock, eve of each round, and the end: 20:00 in Paris (None: by its own clock)
SATURDAY_EVES, SUNDAY_EVES = ["2022-04-08", "2022-04-22"], ["2022-04-09", "2022-04-23"]
SUNDAYS = ["2022-04-10", "2022-04-24"]
PAST = [
    (PRESIDENT_2022, "75", "Europe/Paris", SUNDAY_EVES, SUNDAYS),
    (PRESIDENT_2022, "2A", "Europe/Paris", SUNDAY_EVES, SUNDAYS),
    (PRESIDENT_2022, "971", "America/Guadeloupe", SATURDAY_EVES, SUNDAYS),
    (PRESIDENT_2022, "972", "America/Martinique", SATURDAY_EVES, SUNDAYS),
    (PRESIDENT_2022, "97302", "America/Cayenne", SATURDAY_EVES, SUNDAYS),
    (PRESIDENT_2022, "974-03", "Indian/Reunion", SUNDAY_EVES, SUNDAYS),
    (PRESIDENT_2022, "975", "America/Miquelon", SATURDAY_EVES, SUNDAYS),
    (PRESIDENT_2022, "976", "Indian/Mayotte", SUNDAY_EVES, SUNDAYS),
    (PRESIDENT_2022, "977", "America/St_Barthelemy", SATURDAY_EVES, SUNDAYS),
    (PRESIDENT_2022, "97801", "America/Marigot", SATURDAY_EVES, SUNDAYS),
    (PRESIDENT_2022, "986", "Pacific/Wallis", SUNDAY_EVES, SUNDAYS),
    (PRESIDENT_2022, "98735", "Pacific/Tahiti", SATURDAY_EVES, SUNDAYS),
    (PRESIDENT_2022, "98731", "Pacific/Marquesas", SATURDAY_EVES, SUNDAYS),
    (PRESIDENT_2022, "98818", "Pacific/Noumea", SUNDAY_EVES, SUNDAYS),
    (DEPUTIES_2022, "69", "Europe/Paris", ["2022-06-11", "2022-06-18"], ["2022-06-12", "2022-06-19"]),
    (DEPUTIES_2022, "971", "America/Guadeloupe", ["2022-06-10", "2022-06-17"], ["2022-06-12", "2022-06-19"]),
    (DEPUTIES_2022, "98735", "Pacific/Tahiti", ["2022-06-03", "2022-06-17"], [None, "2022-06-19"]),
    (DEPUTIES_2022, "99-06", "Europe/Zurich", ["2022-06-04", "2022-06-18"], [None, "2022-06-19"]),
    (DEPUTIES_2024, "75", "Europe/Paris", ["2024-06-29", "2024-07-06"], ["2024-06-30", "2024-07-07"]),
    (DEPUTIES_2024, "973", "America/Cayenne", ["2024-06-28", "2024-07-05"], ["2024-06-30", "2024-07-07"]),
    (DEPUTIES_2024, "98735", "Pacific/Tahiti", ["2024-06-28", "2024-07-05"], ["2024-06-30", "2024-07-07"]),
    (DEPUTIES_2024, "99-04", "Europe/Brussels", ["2024-06-29", "2024-07-06"], ["2024-06-30", "2024-07-07"]),
    (DEPUTIES_2024, "988", "Pacific/Noumea", ["2024-06-29", "2024-07-06"], ["2024-06-30", "2024-07-07"]),
    (EUROPE_2024, "971", "America/Guadeloupe", ["2024-06-07"], ["2024-06-09"]),
    (EUROPE_2024, "974", "Indian/Reunion", ["2024-06-08"], ["2024-06-09"]),
    (COMMUNES_2026, "13055", "Europe/Paris", ["2026-03-14", "2026-03-21"], ["2026-03-15", "2026-03-22"]),
    (COMMUNES_2026, "971", "America/Guadeloupe", ["2026-03-14", "2026-03-21"], [None, None]),
    (COMMUNES_2026, "98714", "Pacific/Tahiti", ["2026-03-14", "2026-03-21"], [None, None]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("election", "zone", "clock", "eves", "ends"), PAST, ids=[f"{row[0].kind}-{row[1]}" for row in PAST]
)
def test_elections_of_the_past(election, zone, clock, eves, ends):
    found = campaigning(election, zone)
    own = ZoneInfo(clock)
    assert [window.since for window in found] == [
        datetime.fromisoformat(f"{eve}T00:00").replace(tzinfo=own) for eve in eves
    ]
    for window, eve, end in zip(found, eves, ends, strict=True):
        if end:
            assert window.until == datetime.fromisoformat(f"{end}T20:00").replace(
                tzinfo=ZoneInfo("Europe/Paris")
            )
        else:
            day = date.fromisoformat(eve) + timedelta(days=1)
            assert window.until == datetime(day.year, day.month, day.day, 20, tzinfo=own)
    assert [window.round for window in found] == list(range(1, len(eves) + 1))


def test_those_who_vote_on_saturday_are_told_so():
    assert [window.votes_on for window in campaigning(PRESIDENT_2022, "971")] == [
        date(2022, 4, 9),
        date(2022, 4, 23),
    ]
    assert campaigning(PRESIDENT_2022, "974")[0].votes_on == date(2022, 4, 10)


def test_a_constituency_abroad_is_silent_from_its_first_clock_to_its_last():
    first, _second = campaigning(DEPUTIES_2022, "99-01")
    assert first.since == datetime(2022, 6, 3, tzinfo=ZoneInfo("America/St_Johns"))
    assert first.until == datetime(2022, 6, 4, 20, tzinfo=ZoneInfo("Pacific/Honolulu"))


def test_somebody_abroad_whose_clock_is_known_is_silent_by_it_alone():
    place = FR.place("99-01").by("America/Vancouver")
    first, _second = windows(FR, [DEPUTIES_2022], place, **EVER, channel="email", contents=["campaign"])
    assert first.since == datetime(2022, 6, 3, tzinfo=ZoneInfo("America/Vancouver"))
    assert first.until == datetime(2022, 6, 4, 20, tzinfo=ZoneInfo("America/Vancouver"))


def test_polynesia_starts_by_the_clock_of_its_east():
    assert campaigning(PRESIDENT_2022, "987")[0].since == datetime(
        2022, 4, 8, tzinfo=ZoneInfo("Pacific/Gambier")
    )


def test_anywhere_is_silent_whenever_a_zone_is():
    found = campaigning(DEPUTIES_2022, "*")
    assert [(window.round, window.votes_on) for window in found] == [
        (1, date(2022, 6, 4)),  # the Americas abroad and Polynesia, then the others abroad
        (1, date(2022, 6, 11)),
        (2, date(2022, 6, 18)),
    ]
    assert all(one.until < two.since for one, two in pairwise(found))


def test_a_region_is_not_taken_for_the_department_of_its_number():
    assert campaigning(PRESIDENT_2022, "region:04") == campaigning(PRESIDENT_2022, "974")
    assert campaigning(PRESIDENT_2022, "04") == campaigning(PRESIDENT_2022, "region:84")


def test_a_decree_may_name_another_day_for_a_zone():
    rounds = (Round(date(2027, 4, 11), (("988", date(2027, 4, 18)),)),)
    election = Election("president", rounds)
    assert campaigning(election, "98818")[0].since == datetime(2027, 4, 17, tzinfo=ZoneInfo("Pacific/Noumea"))
    assert campaigning(election, "75")[0].votes_on == date(2027, 4, 11)
    assert [window.votes_on for window in campaigning(election, "*")] == [
        date(2027, 4, 10),
        date(2027, 4, 18),
    ]


def test_a_day_for_a_part_is_kept_beside_the_others_in_a_wider_place():
    election = Election("municipal", (Round(date(2026, 3, 15), (("97411", date(2026, 3, 29)),)),))
    assert [window.votes_on for window in campaigning(election, "974")] == [
        date(2026, 3, 15),
        date(2026, 3, 29),
    ]
    assert [window.votes_on for window in campaigning(election, "97411")] == [date(2026, 3, 29)]
    assert [window.votes_on for window in campaigning(election, "97409")] == [date(2026, 3, 15)]
    home = Election("municipal", (Round(date(2026, 3, 15), (("13055", date(2026, 3, 29)),)),))
    assert [window.votes_on for window in campaigning(home, "13")] == [date(2026, 3, 15), date(2026, 3, 29)]
    assert [window.votes_on for window in campaigning(home, "14")] == [date(2026, 3, 15)]


def test_a_by_election_silences_its_own_zone_and_who_may_live_there():
    election = Election.on("by_election", date(2026, 9, 20), zones=("75-03",))
    for codes in (("75-03",), ("75117", "75-03"), ("75",), ("region:11",), ("*",), ()):
        assert campaigning(election, *codes), codes
    for codes in (("75-04",), ("69",), ("974",), ("region:04",)):
        assert not campaigning(election, *codes), codes
    assert not campaigning(Election.on("by_election", date(2026, 9, 20), zones=("974-02",)), "")


def test_the_french_abroad_elect_their_councillors_alone():
    election = Election.on("consular", date(2026, 5, 31))
    assert campaigning(election, "99-04")[0].votes_on == date(2026, 5, 31)
    assert campaigning(election, "99-02")[0].votes_on == date(2026, 5, 30)
    assert campaigning(election, "99") and campaigning(election, "*")
    assert not campaigning(election, "75") and not campaigning(election) and not campaigning(election, "FR")


def test_an_unknown_code_abroad_may_lie_anywhere_abroad():
    assert campaigning(PRESIDENT_2022, "99-77") == campaigning(PRESIDENT_2022, "99")


def test_the_country_itself_is_the_rest_of_it():
    assert (
        campaigning(PRESIDENT_2022, "FR") == campaigning(PRESIDENT_2022) == campaigning(PRESIDENT_2022, "75")
    )
    assert campaigning(Election.on("by_election", date(2026, 9, 20), zones=("75-03",)), "FR")


def test_a_night_without_an_hour_makes_silence_an_hour_shorter():
    window = campaigning(Election.on("president", date(2027, 3, 28)), "75")[0]
    assert window.until - window.since == timedelta(hours=43)
    window = campaigning(Election.on("president", date(2027, 10, 31)), "75")[0]
    assert window.until - window.since == timedelta(hours=45)


def test_before_2020_meetings_were_free_on_the_eve():
    election = Election.on("president", date(2017, 4, 23))
    eve = datetime(2017, 4, 22, 12, tzinfo=ZoneInfo("Europe/Paris"))
    place = FR.place("75")
    assert silence_at(FR, [election], place, eve, channel="email", contents=["campaign"])
    assert not silence_at(FR, [election], place, eve, channel="meeting", contents=["campaign"])
    later = Election.on("president", date(2022, 4, 10))
    assert silence_at(
        FR, [later], place, eve.replace(year=2022, month=4, day=9), channel="meeting", contents=["campaign"]
    )


def test_each_rule_has_its_article():
    at = datetime(2022, 4, 9, 12, tzinfo=ZoneInfo("Europe/Paris"))
    articles = {
        content: [
            window.article
            for window in silence_at(FR, [PRESIDENT_2022], FR.place("75"), at, contents=[content])
        ]
        for content in ("campaign", "poll", "result", "service")
    }
    assert articles == {
        "campaign": ["code électoral, art. L. 49", "code électoral, art. L. 49 (L. 89)"],
        "poll": ["loi n° 77-808, art. 11"],
        "result": ["code électoral, art. L. 52-2"],
        "service": [],
    }


def test_what_comes_next():
    at = datetime(2022, 4, 9, 12, tzinfo=ZoneInfo("Europe/Paris"))
    found = next_silence(FR, [PRESIDENT_2022], FR.place("75"), at, contents=["campaign"])
    assert found and found.round == 2
    after = datetime(2023, 1, 1, tzinfo=UTC)
    assert next_silence(FR, [PRESIDENT_2022], FR.place("75"), after) is None


def test_britain_keeps_quiet_about_results_only():
    pack, election = load("gb"), Election.on("general", date(2024, 7, 4))
    found = windows(pack, [election], pack.place("E14000001"), **EVER)
    assert [window.rule.key for window in found] == ["silence.exit_polls"]
    assert found[0].since == datetime(2024, 7, 4, tzinfo=ZoneInfo("Europe/London"))
    assert found[0].until == datetime(2024, 7, 4, 22, tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("election", "says"),
    [
        (Election.on("senate", date(2026, 9, 27)), "“senate”. Available: by_election"),
        (
            Election.on("european", date(2024, 6, 9), date(2024, 6, 16)),
            "no more rounds than 1, but 2 were given",
        ),
        (Election.on("president", date(2022, 4, 24), date(2022, 4, 10)), "not in order"),
        (Election("president", ()), "at least one voting day"),
    ],
)
def test_an_election_that_can_not_be_is_refused_in_words(election, says):
    with pytest.raises((UnknownKind, BadElection), match=says):
        campaigning(election, "75")


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(BadHours, match="no time zone"):
        silence_at(FR, [PRESIDENT_2022], FR.place("75"), datetime(2022, 4, 9, 12))  # noqa: DTZ001


# --- Whatever the election ---------------------------------------------------------------------
DAYS = st.dates(date(2021, 1, 1), date(2040, 12, 31))
ZONES = st.sampled_from(
    [
        "75",
        "2B",
        "971",
        "97302",
        "974-01",
        "975",
        "986",
        "987",
        "98719",
        "98818",
        "99",
        "99-01",
        "99-11",
        "*",
        "",
    ]
)
KINDS = st.sampled_from([kind for kind in FR.election if FR.kind(kind, date(2027, 1, 1)).rounds == 2])
ELECTIONS = st.builds(
    lambda kind, on, apart: Election.on(kind, on, on + timedelta(days=apart)),
    KINDS,
    DAYS,
    st.integers(min_value=1, max_value=21),
)


@settings(deadline=None, max_examples=100)
@given(ELECTIONS, ZONES)
def test_windows_of_one_rule_and_round_never_overlap(election, zone):
    found = windows(FR, [election], FR.place(zone), **EVER)
    for rule in FR.silence:
        for number in (1, 2):
            same = [w for w in found if w.rule.key == f"silence.{rule}" and w.round == number]
            assert same
            assert all(one.until < two.since for one, two in pairwise(same))
    assert all(w.since < w.until for w in found)
    assert list(found) == sorted(found, key=lambda w: w.since)


@settings(deadline=None, max_examples=100)
@given(ELECTIONS, ZONES)
def test_the_eve_and_the_day_are_silent_by_every_clock_of_the_place(election, zone):
    place = FR.place(zone)
    found = windows(FR, [election], place, **EVER, contents=["campaign"])
    for number, spot, day in election.votes(FR, place):
        for clock in spot.clocks:
            eve, own = day - timedelta(days=1), ZoneInfo(clock)
            begins = datetime(eve.year, eve.month, eve.day, tzinfo=own)
            closes = datetime(day.year, day.month, day.day, 19, 59, tzinfo=own)
            mine = [w for w in found if w.round == number]
            assert any(w.covers(begins) and w.covers(closes) for w in mine)
            if len(place.spots) == 1 and place.clocks == (clock,):
                before = begins.astimezone(UTC) - timedelta(seconds=1)
                assert not any(w.covers(before) for w in mine)


@settings(deadline=None, max_examples=100)
@given(ELECTIONS, ZONES, st.integers(min_value=-3 * 24 * 60, max_value=30 * 24 * 60))
def test_asking_for_a_moment_and_for_a_range_give_one_answer(election, zone, minutes):
    start = election.rounds[0].on - timedelta(days=9)
    at = datetime(start.year, start.month, start.day, tzinfo=UTC) + timedelta(minutes=minutes)
    everything = windows(FR, [election], FR.place(zone), **EVER)
    assert silence_at(FR, [election], FR.place(zone), at) == tuple(w for w in everything if w.covers(at))
    later = [w for w in everything if w.since > at]
    assert next_silence(FR, [election], FR.place(zone), at) == (later[0] if later else None)


@settings(deadline=None, max_examples=100)
@given(ELECTIONS, st.sampled_from(["971", "974", "99-05", "98731", "75"]))
def test_a_wider_place_is_silent_whenever_a_narrower_one_is(election, zone):
    narrow = campaigning(election, zone)
    wide = campaigning(election, "*")
    for window in narrow:
        assert any(
            w.since <= window.since and window.until <= w.until for w in wide if w.round == window.round
        )


def test_the_end_of_time_is_no_trouble():
    last, leap = datetime(9999, 12, 31, tzinfo=UTC), datetime(2000, 2, 29, tzinfo=UTC)
    assert next_silence(FR, [PRESIDENT_2022], FR.place("75"), last) is None
    assert next_silence(FR, [PRESIDENT_2022], FR.place("75"), leap).round == 1


def test_a_channel_that_is_none_is_no_reason_to_speak():
    with pytest.raises(ValueError, match="emial"):
        windows(FR, [PRESIDENT_2022], FR.place("75"), **EVER, channel="emial")


def test_where_no_closing_is_known_the_day_is_silent_to_its_end(tmp_path):
    path = tmp_path / "xx.toml"
    path.write_text(GOOD.replace("{ at = 16:00:00 }", "{ from = 2030-01-01, at = 16:00:00 }"))
    pack = read(path)
    early, late = (
        windows(pack, [Election.on("council", date(year, 6, 9))], pack.place("A"), **EVER)
        for year in (2029, 2030)
    )
    assert early[0].until == datetime(2029, 6, 10, tzinfo=ZoneInfo("Europe/Brussels"))
    assert late[0].until == datetime(2030, 6, 9, 16, tzinfo=ZoneInfo("Europe/Brussels"))
