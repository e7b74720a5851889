"""From signals to a decision."""

import pytest

from mailguard.facts import Facts
from mailguard.policy.judgement import BadPolicy, judge, load
from mailguard.signals import Evidence, Signal, registry
from mailguard.verdict import Action


def _signal(name, strength=1.0):
    return Signal(name, (Evidence("It is so.", strength=strength),))


def test_every_detector_has_a_weight_and_every_weight_a_detector():
    assert set(load().weights) == set(registry)


def test_nothing_found_is_clean():
    verdict = judge(Facts(), (), load())
    assert (verdict.action, verdict.kind) == (Action.DELIVER, "clean")
    assert verdict.probability < 0.1


def test_probabilities_are_shares_of_one():
    verdict = judge(Facts(), [_signal("device_code"), _signal("asks_for_payment")], load())
    assert 0 < verdict.probability < 1
    assert sum(verdict.probabilities.values()) == pytest.approx(verdict.probability)


def test_more_evidence_is_never_less_sure():
    one = judge(Facts(), [_signal("link_disguised")], load())
    two = judge(Facts(), [_signal("link_disguised"), _signal("device_code")], load())
    assert two.probability > one.probability


def test_a_weak_finding_weighs_less_than_a_sure_one():
    weak = judge(Facts(), [_signal("link_disguised", 0.3)], load())
    sure = judge(Facts(), [_signal("link_disguised", 1.0)], load())
    assert weak.probability < sure.probability


def test_findings_of_one_group_fade():
    policy = load()
    alone = (
        policy.weights["link_address"].by_class["phish"] + policy.weights["link_disguised"].by_class["phish"]
    )
    verdict = judge(Facts(), [_signal("link_address"), _signal("link_disguised")], policy)
    assert sum(verdict.contributions.values()) < alone


def test_the_learnt_part_has_its_limit():
    verdict = judge(Facts(), (), load(), 1_000.0)
    assert verdict.contributions["learnt"] == load().learnt["most"]
    assert judge(Facts(), (), load(), -1_000.0).contributions["learnt"] == load().learnt["least"]


def test_a_campaign_may_set_its_own_thresholds(tmp_path):
    path = tmp_path / "policy.toml"
    path.write_text("[any]\nwarn = 0.0001\n")
    assert judge(Facts(), (), load(path)).action == Action.WARN


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[fish]\nwarn = 1", "fish"),
        ("[any]\nwarn = true", "number"),
        ("any = 3", "kind"),
        ("[any", "policy.toml"),
    ],
)
def test_a_policy_that_makes_no_sense_is_refused_by_name(tmp_path, text, word):
    path = tmp_path / "policy.toml"
    path.write_text(text)
    with pytest.raises(BadPolicy, match=word):
        load(path)


def test_good_signs_count_little_for_somebody_who_poses():
    policy = load()
    alone = judge(Facts(), [_signal("links_at_home")], policy).contributions["links_at_home"]
    posing = judge(Facts(), [_signal("links_at_home"), _signal("lookalike_sender")], policy)
    assert alone < posing.contributions["links_at_home"] < 0


def test_what_was_not_read_is_at_least_warned_of_unless_the_finding_is_weak():
    good = [_signal("known_correspondent"), _signal("insider_verified")]
    verdict = judge(Facts(), [*good, _signal("content_cut")], load())
    assert (verdict.action, verdict.kind, verdict.holding) == (Action.WARN, "unread", ("content_cut",))
    assert judge(Facts(), [*good, _signal("content_encrypted", 0.2)], load()).action == Action.DELIVER
