"""``hustings legal``."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from hustings.foundation.legal import load
from hustings.shells.cli import legal as command
from hustings.shells.cli.legal import legal
from tests.unit.foundation.legal.test_reading import GOOD


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(legal, words)
    return done.exit_code, done.output


@pytest.fixture
def french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "fr")


def test_rules_are_shown_with_article_source_and_day():
    code, said = run("show", "fr")
    assert code == 0
    for rule in load("fr").rules():
        assert f"  {rule.key}\n" in said
        assert rule.says.en in said and rule.article in said and rule.source in said
        assert not rule.doubt or rule.doubt.en in said
    assert "checked on Thursday 26 November 2026" in said
    assert "4,600 EUR; per person and election; candidate; donation, donation in kind" in said
    assert "(since Tuesday 1 January 2002)" in said
    assert "974: Indian/Reunion – Réunion: UTC+4 all year" in said


def test_rules_are_shown_in_french(french):
    code, said = run("show", "FR", "--only", "gift", "--only", "silence")
    assert code == 0
    assert "4\u202f600 EUR\u00a0; par personne et par élection\u00a0; candidat" in said
    assert "vérifié le jeudi 26 novembre 2026" in said and "Non confirmé\u00a0:" in said
    assert "quiet." not in said and "since" not in said


def test_every_value_of_every_pack_can_be_said(french):
    for country in ("fr", "gb", "us", "de", "eu"):
        code, said = run("show", country)
        assert code == 0 and "{" not in said and "Hours(" not in said and "frozenset" not in said


def test_rules_that_are_old_are_named(monkeypatch):
    class Later(command.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2028, 1, 1, tzinfo=tz)

    assert "for more than a year" not in run("show", "gb")[1]
    monkeypatch.setattr(command, "datetime", Later)
    said = run("show", "gb")[1].partition("Not checked for more than a year:")[2]
    assert said.count(" 2026, http") == len(list(load("gb").rules()))


def test_silence_of_an_overseas_zone():
    code, said = run("silence", "fr", "--zone", "971", "--vote", "2027-04-11", "--at", "2027-04-09T12:00")
    assert code == 0
    assert "971: America/Guadeloupe (Guadeloupe: UTC-4 all year)" in said
    assert (
        "- campaigning: from Friday 9 April 2027, 00:00 (America/Guadeloupe)"
        " until Sunday 11 April 2027, 14:00 (America/Guadeloupe), round 1, voting on Saturday 10 April 2027."
        " code électoral, art. L. 49 (L. 89)"
    ) in said
    assert "On Friday 9 April 2027, 12:00 (America/Guadeloupe), silence applies: " in said


def test_silence_tells_when_the_next_begins(french):
    words = ["--zone", "974", "--vote", "2027-04-25", "--vote", "2027-04-11", "--at", "2027-04-20T12:00"]
    code, said = run("silence", "fr", *words, "--channel", "email")
    assert code == 0 and said.count("tour 1") == said.count("tour 2") == 3
    assert "Le mardi 20 avril 2027, 12:00 (Indian/Reunion), aucun silence ne s’impose." in said
    assert "Le prochain commence le samedi 24 avril 2027, 00:00 (Indian/Reunion)." in said


def test_a_day_that_is_none_for_voting_is_told():
    assert (
        "not usually held on the weekday of Monday 12 April 2027"
        in run("silence", "fr", "--vote", "2027-04-12")[1]
    )
    assert "not usually held" not in run("silence", "fr", "--vote", "2027-04-11")[1]


def test_a_zone_that_does_not_vote_has_no_silence():
    words = ["--zone", "75", "--vote", "2027-04-11", "--kind", "president", "--channel", "email"]
    assert "No silence" not in run("silence", "fr", *words)[1]
    found = run("silence", "gb", "--vote", "2029-05-03", "--channel", "robocall")
    assert found[0] == 0 and "results: from Thursday 3 May 2029, 00:00 (Europe/London)" in found[1]


def test_sending_says_why_not_and_when():
    words = ["--zone", "974", "--channel", "sms", "--vote", "2027-04-11", "--at", "2027-04-11T12:00"]
    code, said = run("sending", "fr", *words)
    assert code == 0
    assert "It can’t be sent now." in said and "art. L. 49" in said and "conditions des opérateurs" in said
    assert "It can be sent on Monday 12 April 2027, 08:00 (Indian/Reunion)." in said
    assert "It can be sent now." in run("sending", "fr", "--at", "2027-03-10T12:00")[1]
    assert "It can be sent now." in run("sending", "fr", *words, "--content", "service")[1]
    assert "No possible time was found soon" in run("sending", "fr", "--zone", "99", "--channel", "call")[1]


def test_sending_takes_the_clock_of_the_person_and_of_the_moment():
    words = ["--zone", "99-01", "--time-zone", "America/New_York", "--at"]
    assert (
        "Wednesday 10 March 2027, 06:30 (America/New_York)"
        in run("sending", "fr", *words, "2027-03-10T06:30")[1]
    )
    assert "Wednesday 10 March 2027, 09:30" in run("sending", "fr", *words, "2027-03-10T15:30+01:00")[1]
    assert run("sending", "fr", "--zone", "75")[0] == 0  # now


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["show", "xx"], "There are no rules for “xx”. Available: de, fr, gb, us."),
        (["show", "fr", "--only", "taxes"], "'taxes' is not one of"),
        (["silence", "fr", "--zone", "75"], "Give the day of the vote: --vote 2027-04-11"),
        (["silence", "fr", "--vote", "tomorrow"], "“tomorrow” is not a date. Use the form 2027-04-11."),
        (["silence", "fr", "--vote", "2027-02-30"], "“2027-02-30” is not a date."),
        (["silence", "fr", "--vote", "2027-04-11", "--at", "noon"], "“noon” is not a date and time."),
        (
            ["silence", "fr", "--vote", "2027-04-11", "--kind", "senate"],
            "France has no election of type “senate”.",
        ),
        (["silence", "fr", "--vote", "2027-04-11", "--time-zone", "Mars"], "“Mars” is not a time zone."),
        (["silence", "fr", "--vote", "2027-04-11", "--time-zone", "../x"], "“../x” is not a time zone."),
        (["silence", "fr", *["--vote", "2027-04-11"] * 2], "The days of the rounds are not in order."),
        (["silence", "eu", "--vote", "2027-04-11"], "European Union is not a country"),
        (["sending", "eu"], "European Union is not a country"),
        (
            ["sending", "fr", "--kind", "european", "--vote", "2029-06-10", "--vote", "2029-06-17"],
            "no more rounds than 1",
        ),
        (["sending", "fr", "--channel", "pigeon"], "'pigeon' is not one of"),
        (["check", "/nowhere.toml"], "does not exist"),
    ],
)
def test_what_is_wrong_is_said_in_words(words, says):
    code, said = run(*words)
    assert code in {1, 2} and says in said and "Traceback" not in said


def test_a_pack_that_somebody_writes_is_checked(tmp_path: Path):
    file = tmp_path / "xx.toml"
    file.write_text(GOOD)
    code, said = run("check", str(file))
    assert code == 0 and "xx.toml is valid." in said and "silence.eve is not confirmed: Not read." in said
    file.write_text(GOOD.replace("days_before = 1", "days_befor = 1"))
    code, said = run("check", str(file))
    assert code == 1 and "xx.toml: silence.eve.values[1].days_before: Missing. Write days_before = 1." in said


def test_the_countries_are_listed():
    code, said = run("list")
    assert code == 0 and "fr  France: " in said and "gb  United Kingdom: 17 rules" in said
