"""What reviews of verdicts teach: it helps with mail that is alike, and never acquits what is proven."""

import json
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from mailguard import Engine, explain, profile
from mailguard.agents.platform import sightings
from mailguard.facts import Facts
from mailguard.feedback import Reviews
from mailguard.policy import feedback_training, judgement
from mailguard.policy.feedback_training import Example, figures, teach
from mailguard.policy.model import tokens
from mailguard.profile import BadProfile, Profile
from mailguard.signals import Evidence, Signal
from mailguard.verdict import Action, Verdict

GAZETTE = (
    "Dear reader, the printing house of the valley tells of paper, colours and bargains. Click here to see"
    " every offer of {month}: https://offers.printing-house.example/{month} and order posters before Friday."
    " Unsubscribe at https://offers.printing-house.example/leave"
)


def mail(month: str, text: str = GAZETTE) -> bytes:
    made = EmailMessage()
    made["From"], made["To"] = "Printing house <news@printing-house.example>", "alice@example.org"
    made["Subject"], made["Message-ID"] = (
        f"Offers of {month}: last chance",
        f"<{month}@printing-house.example>",
    )
    made.set_content(text.format(month=month))
    return bytes(made)


def example(raw: bytes, odds: float, *, is_attack: bool) -> Example:
    verdict = Engine().analyse(raw)
    strengths = tuple((each.name, each.strength) for each in verdict.signals)
    return Example(odds, strengths, tuple(sorted(tokens.features(verdict.facts))), is_attack)


def judged(reviews: float, *signals: str, learnt: float | None = None) -> Verdict:
    found = [Signal(name, (Evidence("x"),)) for name in signals]
    facts = Facts(profile=Profile(reviews=Reviews(4, (("x", 1.0),))))
    return judgement.judge(facts, found, judgement.load(), learnt, reviews=reviews)


def test_what_was_called_harmless_once_is_milder_the_next_time_and_other_mail_is_not() -> None:
    taught = teach([example(mail("march"), 0.5, is_attack=False)], 3)
    engine, plain = Engine(profile=Profile(reviews=taught)), Engine()
    alike, before = engine.analyse(mail("april")), plain.analyse(mail("april"))
    assert alike.probability < before.probability and alike.unreviewed == before.probability
    assert -2.5 <= alike.contributions["reviews"] < -0.5
    said = explain(alike).reasons[-1]
    assert "speaks for it (reviews, version 3)" in said
    assert explain(alike, "fr").reasons[-1] != said
    other = b"From: Bo <bo@halls.example>\nSubject: Keys\n\nThe keys of the hall lie with Jo.\n"
    assert abs(engine.analyse(other).contributions.get("reviews", 0.0)) < 0.5


def test_what_was_called_an_attack_is_told_with_the_next_verdict_and_in_a_sighting() -> None:
    taught = teach([example(mail("march"), -2.0, is_attack=True)], 8)
    verdict = Engine(profile=Profile(reviews=taught)).analyse(mail("june"))
    seen = sightings.sighting(
        verdict, guard="mx", kind="milter", mailboxes=("a@example.org",), at=datetime(2027, 3, 1, tzinfo=UTC)
    )
    assert seen.unreviewed is not None and seen.score > seen.unreviewed
    assert seen.signals[-1][0] == "reviews" and "against it" in seen.signals[-1].says["en"]
    assert sightings.from_json(json.loads(json.dumps(seen.to_json()))) == seen


@pytest.mark.parametrize(
    "signal", ["lookalike_sender", "insider_name_elsewhere", "file_executable", "decoy_touched"]
)
def test_nothing_that_is_proven_or_poses_is_acquitted(signal: str) -> None:
    assert signal in judgement.load().weights
    without, with_ = judged(0.0, signal), judged(-1_000.0, signal)
    assert (with_.action, with_.probability, with_.unreviewed) == (without.action, without.probability, None)


def test_they_move_the_action_one_step_at_most_and_refuse_nothing() -> None:
    for learnt in (None, 1.0, 3.0, 5.0, 8.0):
        for odds in (-1_000.0, 1_000.0):
            before, after = judged(0.0, learnt=learnt), judged(odds, learnt=learnt)
            assert abs(after.action - before.action) <= 1, (learnt, odds)
            assert after.action < Action.REJECT or before.action == Action.REJECT
            assert abs(after.contributions["reviews"]) == judgement.load().reviews
    assert judged(0.01).unreviewed is None


def test_examples_are_told_apart_and_the_figures_say_what_was_gained() -> None:
    months = ("january", "february", "march", "april", "may", "june")
    text = "Your parcel waits: pay the customs of {month} at https://parcel.example/{month} in a day."
    good = [example(mail(month), 1.0, is_attack=False) for month in months]
    bad = [example(mail(month, text), -1.0, is_attack=True) for month in months]
    mixed = [each for pair in zip(good, bad, strict=True) for each in pair]
    taught = teach(mixed, 1)
    found = figures(mixed, taught)
    assert (found.n, found.n_before, found.n_after) == (12, 0, 12) and found.n_unseen >= 10
    assert teach(mixed, 1) == taught
    assert figures([], Reviews()).n == 0
    assert len(taught.words) <= 4_000 and all(abs(odds) <= 1.0 for _name, odds in taught.signals)


def test_opposite_answers_about_the_same_mail_teach_next_to_nothing() -> None:
    yes, no = (example(mail("may"), 0.0, is_attack=answer) for answer in (True, False))
    assert abs(teach([yes, no] * 5, 1).odds(yes.strengths, yes.words)) < 0.5


def test_they_come_with_the_profile_and_what_is_no_number_is_refused() -> None:
    taught = Reviews(2, (("link_shortener", -0.5),), ((17, 1.25),))
    assert profile.build({"reviews": json.loads(json.dumps(taught.to_json()))}).reviews == taught
    for bad in (
        [], {"version": -1}, {"version": True}, {"more": 1}, {"words": {"x": 1.0}}, {"words": {"1": "2"}},
        {"signals": {"a": float("nan")}}, {"signals": {"a": 11}},
        {"words": {str(n): 0.1 for n in range(10_001)}},
    ):  # fmt: skip
        with pytest.raises(BadProfile):
            profile.build({"reviews": bad})
    assert hash(Profile(reviews=taught)) and feedback_training.MOST == 1_000
