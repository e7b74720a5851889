"""The packs that ship: whole, sourced, and of use."""

from datetime import date, timedelta

import pytest

from hustings.foundation.legal import Content, NoSuchPack, countries, load, read
from hustings.foundation.legal.packs_loader import FOLDER
from hustings.foundation.legal.rule_sentences import LANGUAGES
from hustings.foundation.legal.rules import YEAR
from hustings.foundation.territories import shipped

PACKS = sorted(FOLDER.glob("*.toml"))


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_every_rule_says_what_it_is_where_it_stands_and_who_looked(path):
    pack = read(path)
    assert pack.country.lower() == path.stem
    for rule in pack.rules():
        assert rule.says.en != rule.says.fr
        assert rule.article and rule.source.startswith("http")
        assert date(2026, 11, 1) <= rule.checked_on
        assert rule.confirmed or rule.doubt
        for language in LANGUAGES:
            assert rule.says.say(language).endswith("."), rule.key
            assert not rule.doubt or rule.doubt.say(language).endswith(".")


def test_france_comes_with_what_the_union_asks_for():
    france, union = load("FR"), load("eu")
    assert {rule.key for rule in union.rules()} <= {rule.key for rule in france.rules()}
    assert france.demand["ad_statement"].country == "EU" and france.gift["traceable_above"].country == "FR"
    assert countries() == ["de", "fr", "gb", "us"]


def test_every_department_where_people_vote_has_a_clock():
    zones = [
        zone for zone in shipped.read("FR").zones if zone.kind in {"department", "constituency", "region"}
    ]
    france = load("fr")
    nobody_votes = {"984", "989"}
    overseas = ("97", "98", "99")
    for zone in zones:
        code = f"region:{zone.code}" if zone.kind == "region" else zone.code
        clocks = france.place(code).clocks
        is_home = clocks == ("Europe/Paris",)
        if zone.kind == "region":
            far = zone.name in {"Guadeloupe", "Martinique", "Guyane", "La Réunion", "Mayotte"}
            far = far or (zone.code.startswith(overseas) and zone.code not in nobody_votes)
        else:
            far = zone.code.startswith(overseas) and zone.code not in nobody_votes
        assert is_home is not far, zone


def test_the_six_communes_of_the_marquesas_are_those_of_the_pack():
    names = {zone.code: zone.name for zone in shipped.read("FR").zones if zone.kind == "commune"}
    mine = {code for code, spot in load("fr").spots.items() if spot.clocks == ("Pacific/Marquesas",)}
    assert {names[code] for code in mine} == {
        "Fatu-Hiva",
        "Hiva-Oa",
        "Nuku-Hiva",
        "Tahuata",
        "Ua-Huka",
        "Ua-Pou",
    }
    assert names["98719"] == "Gambier"


def test_rules_grow_old():
    rule = load("fr").gift["candidate_cap_per_election"]
    assert not rule.is_stale(rule.checked_on + YEAR)
    assert rule.is_stale(rule.checked_on + YEAR + timedelta(days=1))
    assert len(load("fr").stale(date(2100, 1, 1))) == len(list(load("fr").rules()))
    assert load("fr").stale(max(each.checked_on for each in load("fr").rules())) == []


def test_caps_of_gifts():
    gift = load("fr").gift
    today = date(2027, 1, 1)
    values = {name: (rule.on(today).value, rule.on(today).unit) for name, rule in gift.items()}
    assert values["candidate_cap_per_election"] == (4600, "EUR")
    assert values["party_cap_per_year"] == (7500, "EUR")
    assert values["traceable_above"] == (150, "EUR")
    assert values["account_due"] == (10, "fridays")
    assert gift["party_cap_per_year"].on(date(2013, 10, 12)) is None
    assert load("gb").gift["report_above"].on(date(2023, 12, 31)).value == 7500
    assert load("gb").gift["report_above"].on(date(2024, 1, 1)).value == 11180


def test_what_a_message_must_carry():
    france, today = load("fr"), date(2027, 1, 1)
    elements = {
        traits: [rule.on(today).element for rule in france.demands("email", today, traits)]
        for traits in [(), ("advertising",), ("asks_gifts", "first_contact")]
    }
    assert elements[()] == ["sender", "unsubscribe"]
    assert elements[("advertising",)] == [
        "ad_statement",
        "ad_sponsor",
        "ad_linked_to",
        "ad_notice",
        "sender",
        "unsubscribe",
    ]
    assert elements[("asks_gifts", "first_contact")] == [
        "sender",
        "unsubscribe",
        "source_of_data",
        "gift_texts",
    ]
    assert not [r for r in france.demands("email", date(2025, 10, 9), ("advertising",)) if r.country == "EU"]
    assert [rule.key for rule in load("gb").demands("email", today)] == ["demand.imprint"]
    stop = france.demand["stop"].on(today)
    assert "STOP" in stop.words.en and "STOP" in stop.words.fr


def test_on_what_grounds_people_are_reached():
    france, today = load("fr"), date(2027, 1, 1)
    assert {rule.key: rule.on(today).grounds for rule in france.consents("email", today)} == {
        "consent.targeting": ("separate_consent",),
        "consent.file": ("explicit_consent", "regular_contact"),
        "consent.email": ("consent", "regular_contact"),
    }


def test_silence_never_touches_answers():
    for code in countries():
        for rule in load(code).silence.values():
            assert all(Content.SERVICE not in dated.value.contents for dated in rule.values)


def test_a_country_without_rules_is_answered_with_those_that_have():
    with pytest.raises(NoSuchPack, match=r"“xx”\. Available: de, fr, gb, us"):
        load("xx")
    with pytest.raises(NoSuchPack):
        load("../fr")
