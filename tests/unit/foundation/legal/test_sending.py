"""May a message go now, and if not, when next?"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.foundation.legal import Election, Exemption, Hours, load, may_send
from hustings.foundation.legal.exemptions import BadExemption
from hustings.foundation.legal.places import UnknownClock
from hustings.foundation.legal.send_windows import NothingSaid

FR = load("fr")
PARIS = ZoneInfo("Europe/Paris")
PRESIDENT = Election.on("president", date(2027, 4, 11), date(2027, 4, 25))


def at(text: str, clock: str = "Europe/Paris") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(clock))


# zone, channel, moment by the clock of the zone, whether it may go, and when next by the same clock
CASES = [
    ("75", "Europe/Paris", "email", "2027-03-10T12:00", None),
    ("75", "Europe/Paris", "email", "2027-03-10T23:30", "2027-03-11T07:00"),
    ("75", "Europe/Paris", "email", "2027-03-10T03:00", "2027-03-10T07:00"),
    ("75", "Europe/Paris", "email", "2027-04-09T21:59", None),
    ("75", "Europe/Paris", "email", "2027-04-09T22:00", "2027-04-11T20:00"),
    ("75", "Europe/Paris", "email", "2027-04-10T12:00", "2027-04-11T20:00"),
    ("974", "Indian/Reunion", "email", "2027-04-10T00:00", "2027-04-12T07:00"),
    ("971", "America/Guadeloupe", "email", "2027-04-09T08:00", "2027-04-11T14:00"),
    ("971", "America/Guadeloupe", "email", "2027-04-08T21:00", None),
    ("75", "Europe/Paris", "sms", "2027-03-13T20:29", None),
    ("75", "Europe/Paris", "sms", "2027-03-13T20:30", "2027-03-15T08:00"),  # then it is Sunday
    ("75", "Europe/Paris", "sms", "2027-05-01T10:00", "2027-05-03T08:00"),  # 1 May, then a Sunday
    ("75", "Europe/Paris", "sms", "2027-05-06T10:00", "2027-05-07T08:00"),  # Ascension
    ("75", "Europe/Paris", "sms", "2027-03-29T10:00", "2027-03-30T08:00"),  # Easter Monday
    ("971", "America/Guadeloupe", "sms", "2027-05-27T10:00", "2027-05-28T08:00"),
    ("75", "Europe/Paris", "sms", "2027-05-27T10:00", None),
    ("67", "Europe/Paris", "sms", "2027-03-26T10:00", "2027-03-27T08:00"),  # Good Friday in Alsace
    ("75", "Europe/Paris", "call", "2027-03-10T13:00", "2027-03-10T14:00"),
    ("75", "Europe/Paris", "call", "2027-03-12T20:00", "2027-03-15T10:00"),
    ("75", "Europe/Paris", "door", "2027-03-10T20:29", None),
    ("75", "Europe/Paris", "door", "2027-03-10T20:30", "2027-03-11T10:00"),
    ("75", "Europe/Paris", "door", "2027-03-14T10:59", "2027-03-14T11:00"),  # Sunday
    ("75", "Europe/Paris", "door", "2027-04-10T12:00", "2027-04-12T10:00"),
    ("971", "America/Guadeloupe", "door", "2027-04-09T12:00", "2027-04-11T14:00"),
    ("75", "Europe/Paris", "web", "2027-03-10T03:00", None),
    ("75", "Europe/Paris", "web", "2027-04-10T03:00", "2027-04-11T20:00"),
]


@pytest.mark.parametrize(("zone", "clock", "channel", "moment", "next_at"), CASES)
def test_when_a_message_may_go(zone, clock, channel, moment, next_at):
    found = may_send(FR, FR.place(zone), at(moment, clock), channel=channel, elections=[PRESIDENT])
    assert found.may is (next_at is None)
    assert found.next_at == at(next_at or moment, clock)


def test_hours_of_its_own_replace_a_default_that_no_law_sets_and_only_narrow_a_law():
    late = Hours.of(["09:00-21:30"])
    for channel, may in (("door", True), ("email", True), ("call", False)):
        found = may_send(FR, FR.place("75"), at("2027-03-10T20:45"), channel=channel, narrower=late)
        assert found.may is may
    found = may_send(FR, FR.place("75"), at("2027-03-10T21:45"), channel="door", narrower=late)
    assert [each.key for each in found.quiet] == ["quiet.own"]


@pytest.mark.parametrize(("country", "place"), [("de", ""), ("gb", ""), ("us", "")])
def test_where_no_law_sets_hours_for_doors_a_courteous_default_says_so(country, place):
    rule = load(country).hours("door", date(2027, 3, 10))
    assert not rule.confirmed and rule.basis == "practice" and rule.on(date(2027, 3, 10)).is_default


def test_it_says_why_not():
    found = may_send(FR, FR.place("75"), at("2027-04-11T03:00"), channel="sms", elections=[PRESIDENT])
    assert [window.rule.key for window in found.silences] == ["silence.propaganda"]
    assert [(each.key, each.clock) for each in found.quiet] == [("quiet.sms", "Europe/Paris")]


def test_an_answer_tells_how_long_it_holds():
    found = may_send(FR, FR.place("75"), at("2027-04-09T12:00"), channel="email", elections=[PRESIDENT])
    assert found.may and found.free_until == at("2027-04-09T22:00")
    found = may_send(FR, FR.place("75"), at("2027-04-09T12:00"), channel="web", elections=[PRESIDENT])
    assert found.free_until == at("2027-04-10T00:00")
    assert may_send(FR, FR.place("75"), at("2027-03-01T12:00"), channel="web").free_until is None


def test_answers_to_what_somebody_did_go_at_any_hour():
    found = may_send(
        FR,
        FR.place("75"),
        at("2027-04-11T03:00"),
        channel="email",
        contents=["service"],
        elections=[PRESIDENT],
    )
    assert found.may


def test_a_letter_that_is_an_answer_and_campaigning_waits():
    both = ["service", "campaign"]
    found = may_send(
        FR, FR.place("75"), at("2027-04-11T12:00"), channel="email", contents=both, elections=[PRESIDENT]
    )
    assert not found.may


def test_the_campaign_narrows_the_hours_and_never_widens_them():
    ours = Hours.of(["09:00-23:59"], sunday=[])
    ask = {"channel": "email", "narrower": ours}
    place = FR.place("75")
    assert may_send(FR, place, at("2027-03-10T08:00"), **ask).next_at == at("2027-03-10T09:00")
    assert not may_send(FR, place, at("2027-03-10T22:30"), **ask).may
    found = may_send(FR, place, at("2027-03-14T12:00"), **ask)
    assert found.next_at == at("2027-03-15T09:00")
    assert [(each.key, each.rule) for each in found.quiet] == [("quiet.own", None)]
    narrow = may_send(FR, place, at("2027-03-10T12:00"), channel="web", narrower=Hours.of(["14:00-15:00"]))
    assert narrow.next_at == at("2027-03-10T14:00")


def test_hours_are_kept_by_every_clock_of_a_place():
    found = may_send(FR, FR.place("99-01"), datetime(2027, 3, 10, 9, tzinfo=UTC), channel="email")
    assert {each.clock for each in found.quiet} == {"America/St_Johns", "Pacific/Honolulu"}
    assert found.next_at == at("2027-03-10T07:00", "Pacific/Honolulu")
    vancouver = FR.place("99-01").by("America/Vancouver")
    assert may_send(FR, vancouver, at("2027-03-10T07:00", "America/Vancouver"), channel="email").may


def test_a_place_as_wide_as_the_world_may_have_no_hour_for_calls():
    found = may_send(FR, FR.place("99"), datetime(2027, 3, 10, 9, tzinfo=UTC), channel="call")
    assert not found.may and found.next_at is None


def test_anywhere_keeps_the_hours_of_home_and_the_silence_of_all():
    place = FR.place("*")
    assert may_send(FR, place, at("2027-03-10T08:00"), channel="email").may
    assert not may_send(FR, place, at("2027-04-09T12:00"), channel="email", elections=[PRESIDENT]).may


# --- Exceptions --------------------------------------------------------------------------------
def exemption(**more) -> Exemption:
    given = {"who": "dora", "why": "A polling station has moved", "until": at("2027-04-10T15:00")}
    return Exemption(**(given | more))


def ask(*exemptions: Exemption, moment: str = "2027-04-10T12:00", zone: str = "75", channel: str = "email"):
    return may_send(
        FR, FR.place(zone), at(moment), channel=channel, elections=[PRESIDENT], exemptions=exemptions
    )


def test_an_exception_lets_pass_and_is_named():
    found = ask(exemption())
    assert found.may and found.waived == (("silence.propaganda", exemption()),)
    assert found.free_until == at("2027-04-10T15:00")


def test_an_exception_ends():
    assert not ask(exemption(), moment="2027-04-10T15:00").may
    assert not ask(exemption(since=at("2027-04-10T13:00"))).may
    assert ask(exemption(since=at("2027-04-10T13:00"))).next_at == at("2027-04-10T13:00")


def test_an_exception_holds_for_what_it_names():
    assert not ask(exemption(channels=("sms",))).may
    assert not ask(exemption(rules=("quiet.email",))).may
    assert ask(exemption(rules=("silence.propaganda",))).may
    assert not ask(exemption(zones=("13",))).may
    assert ask(exemption(zones=("75",)), zone="75117").may
    assert not ask(exemption(zones=("75117",)), zone="75").may
    assert not ask(exemption(rules=("silence.propaganda",)), moment="2027-04-10T03:00").may
    assert ask(exemption(), moment="2027-04-10T03:00").may


@pytest.mark.parametrize(
    "more", [{"who": " "}, {"why": ""}, {"since": at("2027-04-10T15:00")}, {"until": at("1960-01-01T00:00")}]
)
def test_an_exception_that_nobody_answers_for_is_refused(more):
    with pytest.raises(BadExemption):
        exemption(**more)


# --- Whatever is asked -------------------------------------------------------------------------
MOMENTS = st.integers(0, 2 * 365 * 24 * 3600).map(
    lambda seconds: datetime(2027, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
NARROWER = st.sampled_from(
    [
        None,
        Hours.of(["09:00-12:00", "14:00-19:30"]),
        Hours.of(["08:30-21:30"], saturday=[], sunday=["17:00-20:00"]),
    ]
)
EXEMPT = st.lists(
    st.builds(
        lambda start, hours, rules: Exemption(
            "dora", "why", until=start + timedelta(hours=hours), since=start, rules=rules
        ),
        MOMENTS,
        st.integers(1, 2000),
        st.sampled_from([(), ("silence.propaganda",), ("quiet.email", "quiet.own")]),
    ),
    max_size=2,
)
VOTES = st.builds(
    lambda day, apart: Election.on("president", day, day + timedelta(days=apart)),
    st.dates(date(2027, 1, 1), date(2028, 12, 1)),
    st.integers(1, 14),
)


@settings(deadline=None, max_examples=100)
@given(
    MOMENTS,
    st.sampled_from(["75", "971", "974", "975", "98731", "99-01", "99-11", "*"]),
    st.sampled_from(["email", "sms", "call", "web"]),
    VOTES,
    NARROWER,
    EXEMPT,
    st.data(),
)
def test_the_next_moment_is_free_and_none_before_it_is(moment, zone, channel, vote, narrower, exempt, data):
    place = FR.place(zone)
    rest = {"channel": channel, "elections": [vote], "narrower": narrower, "exemptions": exempt}
    found = may_send(FR, place, moment, **rest)
    if found.may:
        assert found.next_at == moment
        if found.free_until:
            assert moment < found.free_until
            between = data.draw(
                st.integers(0, int((found.free_until - moment).total_seconds() * 1_000_000) - 1)
            )
            assert may_send(FR, place, moment + timedelta(microseconds=between), **rest).may
            assert not may_send(FR, place, found.free_until, **rest).may
    elif found.next_at:
        assert moment < found.next_at
        assert may_send(FR, place, found.next_at, **rest).may
        assert not may_send(FR, place, found.next_at - timedelta(microseconds=1), **rest).may
        between = data.draw(st.integers(0, int((found.next_at - moment).total_seconds() * 1_000_000) - 1))
        assert not may_send(FR, place, moment + timedelta(microseconds=between), **rest).may


@settings(deadline=None, max_examples=100)
@given(MOMENTS, st.sampled_from(["email", "sms", "call"]), NARROWER)
def test_own_hours_only_take_away(moment, channel, narrower):
    place = FR.place("75")
    if may_send(FR, place, moment, channel=channel, narrower=narrower).may:
        assert may_send(FR, place, moment, channel=channel).may


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 24 * 60 * 3), st.sampled_from([date(2027, 3, 27), date(2027, 10, 30)]))
def test_hours_hold_by_the_clock_on_the_wall_when_clocks_change(minutes, start):
    midnight = datetime(start.year, start.month, start.day, tzinfo=UTC)
    moment = midnight + timedelta(minutes=minutes)
    wall = moment.astimezone(PARIS)
    found = may_send(FR, FR.place("75"), moment, channel="email")
    assert found.may is (7 <= wall.hour < 22)


def test_a_message_of_which_nothing_is_known_is_refused():
    with pytest.raises(NothingSaid, match="Say what the message contains"):
        may_send(FR, FR.place("75"), at("2027-03-10T12:00"), channel="email", contents=[])
    with pytest.raises(ValueError, match="emial"):
        may_send(FR, FR.place("75"), at("2027-03-10T12:00"), channel="emial")


def test_a_time_zone_that_is_none_is_refused_in_words():
    with pytest.raises(UnknownClock, match="“Mars/Base” is not a time zone"):
        FR.place("99-01").by("Mars/Base")
