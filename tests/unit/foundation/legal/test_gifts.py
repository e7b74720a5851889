"""Gifts under each country's rules: cases with the day, the donor, the amount, and what the law answers."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from hustings.foundation.legal import Allowed, Donor, Fund, Gift, Refused, gift_sentences, gifts, load

PARIS = ZoneInfo("Europe/Paris")
VOTE = date(2027, 6, 13)  # a Sunday: donations from 1 December 2026 to Friday 20 August 2027
DEPUTY = Fund("legislative", VOTE, agent_on=date(2026, 12, 1), ceiling=70_000_00)
PRESIDENT = Fund("president", date(2027, 4, 11), agent_on=date(2026, 7, 1), ceiling=16_851_000_00)
PARTY = Fund()
FRENCH = Donor(nationality="FR", residence="FR", born_on=date(1980, 2, 29))
ABROAD = replace(FRENCH, residence="CA")
RESIDENT = replace(FRENCH, nationality="US")
FOREIGN = replace(FRENCH, nationality="US", residence="US")
YOUNG = replace(FRENCH, born_on=date(2009, 3, 2))
NAMELESS = Donor(is_named=False)
COMPANY = Donor("company", nationality="FR", residence="FR")
OTHER_PARTY = Donor("party", nationality="FR", residence="FR")

CARD, CASH, CHEQUE, MARCH = "card", "cash", "cheque", date(2027, 3, 1)


def given(amount, *, kind="gift", means=CARD, on=MARCH, to="candidate", currency="EUR", **more):
    """A gift, its amount in whole units of money."""
    election = more.pop("election", "e" if to == "candidate" else "")
    return Gift(kind, means, round(amount * 100), currency, on, to, "f", election, **more)


def answer(country, gift, donor, past, fund):
    """The code of the refusal or "yes", and what may still be given, in whole units."""
    found = gifts.judge(load(country), gift, donor, past, fund)
    left = found.left / 100 if found.left is not None else None
    return ("yes", left) if isinstance(found, Allowed) else (found.code, left)


FRANCE = [
    # candidates
    (given(50), FRENCH, [], DEPUTY, ("yes", 4550)),
    (given(4600), FRENCH, [], DEPUTY, ("yes", 0)),
    (given(4600.01), FRENCH, [], DEPUTY, ("cap_per_election", 4600)),
    (given(600), FRENCH, [given(4000)], DEPUTY, ("yes", 0)),
    (given(600.01), FRENCH, [given(4000)], DEPUTY, ("cap_per_election", 600)),
    (given(10), FRENCH, [given(4600)], DEPUTY, ("cap_per_election", 0)),
    (given(4600), FRENCH, [given(4600, election="other")], DEPUTY, ("yes", 0)),
    (given(4600), FRENCH, [given(7500, to="party")], DEPUTY, ("yes", 0)),
    (given(700), FRENCH, [given(4000, kind="in_kind", means="goods")], DEPUTY, ("cap_per_election", 600)),
    (given(4600), FRENCH, [given(9000, kind="loan", months=12)], DEPUTY, ("yes", 0)),
    (given(150, means=CASH), FRENCH, [], DEPUTY, ("yes", 0)),
    (given(151, means=CASH), FRENCH, [], DEPUTY, ("means_above", 150)),
    (given(151, means=CHEQUE), FRENCH, [], DEPUTY, ("yes", 4449)),
    (given(20), ABROAD, [], DEPUTY, ("yes", 4580)),
    (given(20), RESIDENT, [], DEPUTY, ("yes", 4580)),
    (given(20), FOREIGN, [], DEPUTY, ("donor_above", 0)),
    (given(20), Donor(), [], DEPUTY, ("donor_above", 0)),
    (given(20), NAMELESS, [], DEPUTY, ("named_above", 0)),
    (given(20), COMPANY, [], DEPUTY, ("donor_above", 0)),
    (given(90_000), OTHER_PARTY, [], DEPUTY, ("yes", None)),
    (given(20), YOUNG, [], DEPUTY, ("age_from", 0)),
    (given(20, on=date(2027, 3, 2)), YOUNG, [], DEPUTY, ("yes", 4580)),
    # the window
    (
        given(20, on=date(2026, 11, 30)),
        FRENCH,
        [],
        replace(DEPUTY, agent_on=date(2026, 9, 1)),
        ("too_early", 0),
    ),
    (given(20, on=date(2026, 12, 1)), FRENCH, [], DEPUTY, ("yes", 4580)),
    (given(20), FRENCH, [], replace(DEPUTY, agent_on=None), ("agent", 0)),
    (given(20), FRENCH, [], replace(DEPUTY, agent_on=date(2027, 3, 2)), ("agent", 0)),
    (given(20, on=date(2027, 8, 20)), FRENCH, [], DEPUTY, ("yes", 4580)),
    (given(20, on=date(2027, 8, 21)), FRENCH, [], DEPUTY, ("too_late", 0)),
    (
        given(20, on=date(2027, 8, 10)),
        FRENCH,
        [],
        replace(DEPUTY, filed_on=date(2027, 8, 9)),
        ("too_late", 0),
    ),
    (given(20, on=date(2026, 7, 1)), FRENCH, [], PRESIDENT, ("yes", 4580)),
    (
        given(20, on=date(2026, 6, 30)),
        FRENCH,
        [],
        replace(PRESIDENT, agent_on=date(2026, 6, 1)),
        ("too_early", 0),
    ),
    # cash in all, and loans
    (
        given(100, means=CASH),
        FRENCH,
        [],
        replace(DEPUTY, taken=(("gift", CASH, 13_950_00),)),
        ("share_of_ceiling", 50),
    ),
    (
        given(100, means=CASH),
        FRENCH,
        [],
        replace(DEPUTY, ceiling=14_999_00, taken=(("gift", CASH, 13_950_00),)),
        ("yes", 50),
    ),
    (given(100), FRENCH, [], replace(DEPUTY, taken=(("gift", CASH, 13_950_00),)), ("yes", 4500)),
    (given(9000, kind="loan", months=18), FRENCH, [], DEPUTY, ("yes", 24_250)),
    (given(9000, kind="loan", months=19), FRENCH, [], DEPUTY, ("months_at_most", 0)),
    (given(9000, kind="loan", months=6), FOREIGN, [], DEPUTY, ("yes", 24_250)),
    (given(9000, kind="loan", months=6), YOUNG, [], DEPUTY, ("age_from", 0)),
    (given(9000, kind="loan", months=6), FRENCH, [], PRESIDENT, ("barred", 0)),
    (
        given(9000, kind="loan", months=6),
        FRENCH,
        [],
        replace(DEPUTY, taken=(("loan", "transfer", 30_000_00),)),
        ("share_of_ceiling", 3250),
    ),
    # parties
    (given(7500, to="party"), FRENCH, [], PARTY, ("yes", 0)),
    (given(7500.01, to="party"), FRENCH, [], PARTY, ("cap_per_year", 7500)),
    (given(7000, to="party"), FRENCH, [given(600, to="party", kind="dues")], PARTY, ("cap_per_year", 6900)),
    (given(7500, to="party"), FRENCH, [given(600, to="party", kind="office_dues")], PARTY, ("yes", 0)),
    (given(7500, to="party"), FRENCH, [given(7500, to="party", on=date(2026, 12, 31))], PARTY, ("yes", 0)),
    (given(7500, to="party"), FRENCH, [given(4600)], PARTY, ("yes", 0)),
    (given(151, to="party", means=CASH), FRENCH, [], PARTY, ("means_above", 150)),
    (given(20, to="party"), FOREIGN, [], PARTY, ("donor_above", 0)),
    (given(20, to="party", kind="dues"), FOREIGN, [], PARTY, ("yes", 7480)),
    (given(9999, to="party", kind="office_dues"), FRENCH, [], PARTY, ("yes", None)),
    (given(20, to="party", kind="dues"), YOUNG, [], PARTY, ("yes", 7480)),
    (
        given(5000, to="party", kind="loan", months=24),
        FRENCH,
        [],
        replace(PARTY, taken=(("loan", CARD, 9_000_00),)),
        ("yes", 1000),
    ),
    (given(5000, to="party", kind="loan", months=25), FRENCH, [], PARTY, ("months_at_most", 0)),
    # the law of other days, other money, other recipients
    (
        given(20, on=date(2017, 5, 1)),
        FOREIGN,
        [],
        Fund("legislative", date(2017, 6, 11), date(2016, 12, 1)),
        ("yes", 4580),
    ),
    (
        given(7500, to="party", on=date(2013, 10, 12)),
        FRENCH,
        [given(7500, to="party", on=date(2013, 1, 1))],
        PARTY,
        ("yes", None),
    ),
    (given(20, currency="USD"), FRENCH, [], DEPUTY, ("currency", 0)),
    (given(90_000, to="association"), COMPANY, [], Fund(), ("yes", None)),
]

BRITON, UNKNOWN = Donor(sworn=frozenset({"registered"})), Donor(is_named=False)
BRITAIN = [
    (given(1_000_000, to="party", currency="GBP"), BRITON, [], Fund(), ("yes", None)),
    (given(500, to="party", currency="GBP"), Donor(), [], Fund(), ("yes", 0)),
    (given(500.01, to="party", currency="GBP"), Donor(), [], Fund(), ("donor_above", 500)),
    (given(50, currency="GBP"), UNKNOWN, [], Fund(), ("yes", 0)),
    (given(51, currency="GBP"), UNKNOWN, [], Fund(), ("donor_above", 50)),
    (given(51, currency="GBP"), COMPANY, [], Fund(), ("yes", None)),
    (given(51, currency="GBP"), BRITON, [], Fund(), ("yes", None)),
]

AMERICAN = Donor(nationality="US", residence="US")
STATES = [
    (given(3500, currency="USD"), AMERICAN, [], Fund("general"), ("yes", 0)),
    (given(3501, currency="USD"), AMERICAN, [], Fund("general"), ("cap_per_election", 3500)),
    (
        given(1, currency="USD"),
        AMERICAN,
        [given(3500, currency="USD", kind="loan")],
        Fund("general"),
        ("cap_per_election", 0),
    ),
    (
        given(3500, currency="USD"),
        AMERICAN,
        [replace(given(3500, currency="USD"), fund="rival")],
        Fund("general"),
        ("yes", 0),
    ),
    (given(3300, currency="USD", on=date(2024, 11, 5)), AMERICAN, [], Fund("general"), ("yes", 0)),
    (
        given(3301, currency="USD", on=date(2024, 11, 5)),
        AMERICAN,
        [],
        Fund("general"),
        ("cap_per_election", 3300),
    ),
    (
        given(40, currency="USD", means=CASH),
        AMERICAN,
        [given(70, currency="USD", means=CASH)],
        Fund("general"),
        ("cap_per_election", 30),
    ),
    (
        given(51, currency="USD", means=CASH),
        replace(AMERICAN, is_named=False),
        [],
        Fund("general"),
        ("named_above", 50),
    ),
    (given(10, currency="USD"), FRENCH, [], Fund("general"), ("donor_above", 0)),
    (
        given(10, currency="USD"),
        replace(FRENCH, sworn=frozenset({"permanent_resident"})),
        [],
        Fund("general"),
        ("yes", 3490),
    ),
    (given(44_300, currency="USD", to="party"), AMERICAN, [], Fund(), ("yes", 0)),
]

GERMANY = [
    (given(50_000, to="party"), Donor(nationality="DE"), [], Fund(), ("yes", None)),
    (given(1000, to="party", means=CASH), Donor(nationality="DE"), [], Fund(), ("yes", 0)),
    (given(1001, to="party", means=CASH), Donor(nationality="DE"), [], Fund(), ("means_above", 1000)),
    (given(501, to="party"), Donor(is_named=False, residence="DE"), [], Fund(), ("named_above", 500)),
    (given(5000, to="party"), FRENCH, [], Fund(), ("yes", None)),
    (given(1001, to="party"), AMERICAN, [], Fund(), ("donor_above", 1000)),
    (given(1001, to="party"), Donor(nationality="US", residence="DE"), [], Fund(), ("yes", None)),
]

CASES = [
    (country, *case)
    for country, cases in {"fr": FRANCE, "gb": BRITAIN, "us": STATES, "de": GERMANY}.items()
    for case in cases
]


@pytest.mark.parametrize(("country", "gift", "donor", "past", "fund", "expected"), CASES)
def test_the_law_answers_a_gift(country, gift, donor, past, fund, expected):
    assert answer(country, gift, donor, past, fund) == expected


def test_every_refusal_quotes_its_article_in_the_readers_language():
    seen = set()
    for country, gift, donor, past, fund, _expected in CASES:
        found = gifts.judge(load(country), gift, donor, past, fund)
        if isinstance(found, Refused):
            seen.add(found.code)
            for language in ("en", "fr"):
                said = gift_sentences.refusal(found, language)
                assert said.endswith(f"({found.article})") and "{" not in said
            assert gift_sentences.refusal(found, "en") != gift_sentences.refusal(found, "fr")
    assert seen | {"donor_barred"} >= set(gift_sentences.REFUSALS) - {"cap_of_all"}


def test_a_refusal_tells_what_may_still_be_given_as_the_reader_writes_money():
    found = gifts.judge(load("fr"), given(700), FRENCH, [given(4000)], DEPUTY)
    assert gift_sentences.refusal(found, "en") == (
        "The law limits what a person may give for one election: 600 EUR can still be given."
        " (code électoral, art. L. 52-8)"
    )
    nothing = gifts.judge(load("fr"), given(700), FRENCH, [given(4600)], DEPUTY)
    assert "nothing more can be given." in gift_sentences.refusal(nothing, "en")
    said = gift_sentences.refusal(found, "fr", lambda minor, _currency: f"{minor // 100} euros")
    assert "il reste possible de donner 600 euros." in said


@pytest.mark.parametrize(
    ("kind", "first_round", "due"),
    [
        (
            "president",
            date(2022, 4, 10),
            datetime(2022, 6, 24, 18, tzinfo=PARIS),
        ),  # the day that the commission published
        ("legislative", date(2024, 6, 30), datetime(2024, 9, 6, 18, tzinfo=PARIS)),
        ("municipal", date(2026, 3, 15), datetime(2026, 5, 22, 18, tzinfo=PARIS)),
        (
            "by_election",
            date(2027, 1, 1),
            datetime(2027, 3, 12, 18, tzinfo=PARIS),
        ),  # a Friday itself doesn't count
        ("consular", date(2026, 5, 31), None),
    ],
)
def test_a_candidates_account_is_due_on_a_friday(kind, first_round, due):
    assert gifts.account_due(load("fr"), kind, first_round) == due


def test_when_donations_start_and_end():
    assert gifts.window(load("fr"), DEPUTY, MARCH) == (date(2026, 12, 1), date(2027, 8, 20))
    assert gifts.window(load("fr"), PRESIDENT, MARCH) == (date(2026, 7, 1), date(2027, 6, 25))
    assert gifts.window(load("fr"), Fund("consular", VOTE), MARCH) is None
    assert gifts.window(load("de"), Fund("bundestag", VOTE), MARCH) is None


def test_a_gift_after_tax():
    france = load("fr")
    assert gifts.after_tax(france, given(100)) == 34_00
    assert gifts.after_tax(france, given(33.33)) == 1133
    assert gifts.after_tax(france, given(100, kind="loan")) is None
    assert gifts.after_tax(load("gb"), given(100)) is None


def test_a_page_that_asks_for_gifts_shows_the_words_of_the_law():
    found = list(gifts.wordings(load("fr"), "candidate", "gift", MARCH))
    assert [rule.key for rule, _wording in found] == [
        "wording.candidate_donors",
        "wording.candidate_penalties",
    ]
    assert "4 600 euros" in found[0][1].words.say("fr") and "45 000 €" in found[1][1].words.say("fr")
    assert not list(gifts.wordings(load("fr"), "association", "gift", MARCH))


def test_whoever_may_not_give_is_told_in_the_words_of_the_rule():
    said = gift_sentences.refusal(gifts.judge(load("fr"), given(20), FOREIGN, [], DEPUTY), "fr")
    assert said.startswith("Seuls les Français et les résidents en France peuvent donner à un candidat.")
