"""Scripts as typed, and the way through them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.people.scripts import talk

TEXT = """
Good evening, this is {caller}.
? Will you vote on Sunday?
- Yes -> thanks
- Not sure
?? Which topics matter?
- Health
- Transport
? What would change your mind?
# thanks
? How likely are you to help?
- 0..5
Thank you.
"""


def texts(steps):
    return [step.text for step in steps]


def test_a_script_reads_as_sentences_questions_and_ways():
    steps = talk.read(TEXT)
    assert [(step.kind, step.key, len(step.options)) for step in steps] == [
        ("say", "", 0), ("one", "q1", 2), ("many", "q2", 2), ("words", "q3", 0), ("scale", "q4", 6),
        ("say", "", 0),
    ]  # fmt: skip
    assert talk.from_json(talk.to_json(steps)) == steps


def test_a_way_skips_what_lies_between_and_answers_there_do_not_count():
    steps = talk.read(TEXT)
    assert len(talk.way(steps, {})) == 6
    sure = {"q1": ["1"], "q2": ["1"], "q3": ["nothing"], "q4": ["5"]}
    assert texts(talk.way(steps, sure)) == [
        "Good evening, this is {caller}.", "Will you vote on Sunday?", "How likely are you to help?",
        "Thank you.",
    ]  # fmt: skip
    assert talk.kept(steps, sure) == {"q1": ["1"], "q4": ["5"]}
    unsure = {"q1": ["2", "1"], "q2": ["2", "9", "2", "1"], "q3": ["  a bus  "]}
    assert talk.kept(steps, unsure) == {"q1": ["2"], "q2": ["2", "1"], "q3": ["a bus"]}
    assert len(talk.way(talk.read("? A\n- x -> end\n- y\nB"), {"q1": ["1"]})) == 1


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("", "empty", 0), ("- Yes", "choice_of_nothing", 1), ("?", "empty_question", 1),
        ("? A\n- B -> nowhere", "way_to_nothing", 0), ("# a\nHello\n? Q\n- B -> a", "way_to_nothing", 0),
        ("? A\n- B\n- B", "twice", 3), ("?? A\n- B -> end", "way_of_many", 2), ("? A\n- 5..1", "scale", 2),
        ("# a\nx\n# a\ny", "part_twice", 0), ("x\n" * 101, "long", 0),
    ],
)  # fmt: skip
def test_a_line_that_can_not_be_read_is_named(text, reason, line):
    with pytest.raises(talk.BadScript) as bad:
        talk.read(text)
    assert (bad.value.reason, bad.value.line) == (reason, line)


def test_a_question_keeps_its_key_while_its_words_and_choices_stay():
    before = talk.read("? A\n- x\n- y\n? B")
    after = talk.read("? New\n- x\n? B\n? A\n- x\n- y")
    names = talk.renamed(after, before, {"q1", "q2"})
    assert names == {"q1": "q3", "q2": "q2", "q3": "q1"}
    changed = talk.renamed(talk.read("? A\n- x\n- z"), before, {"q1", "q2"})
    assert changed == {"q1": "q3"}


def test_languages_agree_in_their_shape():
    fr = talk.read("Bonsoir\n? Voterez-vous ?\n- Oui -> merci\n- Non\n? Pourquoi ?\n# merci\nMerci")
    en = talk.read("? Will you vote?\n- Yes -> end1\n- No\n? Why?\n# end1\nThanks\nBye")
    assert talk.shape(fr) == talk.shape(en)
    assert talk.shape(fr) != talk.shape(talk.read("? Will you vote?\n- Yes\n- No\n? Why?"))


@given(st.text(st.sampled_from("?-# >abc\n.15"), max_size=60))
def test_any_text_is_read_or_refused_and_every_way_leads_on(text):
    try:
        steps = talk.read(text)
    except talk.BadScript:
        return
    answers = {step.key: [step.options[-1].key] for step in steps if step.options}
    walked = talk.way(steps, answers)
    assert walked == [step for step in steps if step in walked]
    assert set(talk.kept(steps, answers)) <= {step.key for step in walked}
