"""Scripts as people type them, read into steps, and the way through them. No Django, no clock.

    Good evening, this is {caller} for {campaign}.
    ? Will you vote on Sunday?
    - Yes -> thanks
    - Not sure
    ?? Which topics matter to you?
    - Health
    - Transport
    # thanks
    Thank you, have a good evening.

``?`` asks for one choice, ``??`` for several; without choices it asks for words. ``- 1..5`` is a scale.
``-> name`` skips to ``# name``, ``-> end`` to the end; ways lead forward only.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

SAY, ONE, MANY, WORDS, SCALE = "say", "one", "many", "words", "scale"
END = "end"
MOST_STEPS, MOST_OPTIONS, LONGEST, WIDEST = 100, 30, 20_000, 10
_GOTO = re.compile(r"\s*(?:->|→)\s*([\w-]+)\s*$")
_SCALE = re.compile(r"-\s*(\d{1,2})\s*\.\.\s*(\d{1,2})\s*$")
Answers = Mapping[str, Collection[str]]  # key of a question -> keys of choices, or the words


class BadScript(Exception):
    """A line that can't be read: ``args`` are the reason, a key of ``REASONS`` above, and the line."""

    def __init__(self, reason: str, line: int = 0, what: str = "") -> None:
        super().__init__(reason, line, what)
        self.reason, self.line, self.what = reason, line, what


@dataclass(frozen=True, slots=True)
class Option:
    """One choice; ``goto`` names the part that it leads to, empty for the next step."""

    key: str
    label: str
    goto: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A sentence to say, or a question with its choices; ``part`` is the name that ways lead to."""

    kind: str
    text: str
    key: str = ""
    part: str = ""
    options: tuple[Option, ...] = field(default=())

    @property
    def asks(self) -> bool:
        return self.kind != SAY


def read(text: str) -> list[Step]:
    """The steps of a script, or BadScript."""
    if len(text) > LONGEST:
        raise BadScript("long")
    steps: list[Step] = []
    part = ""
    for number, line in enumerate(text.splitlines(), 1):
        said = line.strip()
        if said.startswith("#"):
            part = said.lstrip("#").strip()
        elif said.startswith("?"):
            steps.append(_question(said, part, number))
            part = ""
        elif said.startswith("-"):
            _add_option(steps, said, number)
        elif said:
            steps.append(Step(SAY, said, part=part))
            part = ""
    if part:
        steps.append(Step(SAY, "", part=part))
    return _checked(_kinds(steps))


def _question(said: str, part: str, number: int) -> Step:
    words = said.lstrip("?").strip()
    if not words:
        raise BadScript("empty_question", number)
    return Step(MANY if said.startswith("??") else ONE, words, part=part)


def _add_option(steps: list[Step], said: str, number: int) -> None:
    if not steps or not steps[-1].asks:
        raise BadScript("choice_of_nothing", number, said)
    step = steps[-1]
    if found := _SCALE.match(said):
        low, high = int(found[1]), int(found[2])
        if step.options or step.kind == MANY or not 0 < high - low <= WIDEST:
            raise BadScript("scale", number, said)
        steps[-1] = replace(step, kind=SCALE, options=_numbers(low, high))
        return
    words = said.lstrip("-").strip()
    way = _GOTO.search(words)
    label = words[: way.start()].strip() if way else words
    if not label or step.kind == SCALE or len(step.options) >= MOST_OPTIONS:
        raise BadScript("choice", number, said)
    if label in {one.label for one in step.options}:
        raise BadScript("twice", number, label)
    if way and step.kind == MANY:
        raise BadScript("way_of_many", number, said)
    option = Option(str(len(step.options) + 1), label, way[1] if way else "")
    steps[-1] = replace(step, options=(*step.options, option))


def _numbers(low: int, high: int) -> tuple[Option, ...]:
    return tuple(Option(str(n), str(n)) for n in range(low, high + 1))


def _kinds(steps: Sequence[Step]) -> list[Step]:
    """Keys by position; a question without choices asks for words."""
    found, n = [], 0
    for step in steps:
        if step.asks:
            n += 1
            step = replace(step, key=f"q{n}", kind=step.kind if step.options else WORDS)
        found.append(step)
    return found


def _checked(steps: list[Step]) -> list[Step]:
    if not steps:
        raise BadScript("empty")
    if len(steps) > MOST_STEPS:
        raise BadScript("long")
    at = {step.part: place for place, step in enumerate(steps) if step.part}
    if len(at) != sum(bool(step.part) for step in steps) or END in at:
        raise BadScript("part_twice")
    for place, step in enumerate(steps):
        for option in step.options:
            if option.goto and option.goto != END and at.get(option.goto, -1) <= place:
                raise BadScript("way_to_nothing", 0, option.goto)
    return steps


def way(steps: Sequence[Step], answers: Answers) -> list[Step]:
    """The steps that are walked with these answers: what is skipped is not among them."""
    return list(_walk(steps, answers))


def _walk(steps: Sequence[Step], answers: Answers) -> Iterator[Step]:
    skipping = ""
    for step in steps:
        if skipping == END:
            return
        if skipping and step.part != skipping:
            continue
        skipping = ""
        yield step
        chosen = _chosen(step, answers)[:1]
        skipping = next((one.goto for one in step.options if one.key in chosen), "")


def _chosen(step: Step, answers: Answers) -> list[str]:
    """Keys of the choices that were made, in the order in which they came."""
    known = {option.key for option in step.options}
    said = [str(key) for key in answers.get(step.key, ())] if step.asks else []
    found = [key for key in dict.fromkeys(said) if key in known]
    return found if step.kind == MANY else found[:1]


def kept(steps: Sequence[Step], answers: Answers) -> dict[str, list[str]]:
    """The answers that count: on the way, and among the choices; words are cut to a length."""
    found: dict[str, list[str]] = {}
    for step in way(steps, answers):
        if not step.asks:
            continue
        if step.kind == WORDS:
            words = [str(one).strip()[:2_000] for one in answers.get(step.key, ())]
            said = [one for one in words if one][:1]
        else:
            said = _chosen(step, answers)
        if said:
            found[step.key] = said
    return found


def shape(steps: Sequence[Step]) -> list[tuple[str, int, tuple[str, ...]]]:
    """Traits in which two languages of one script must agree: kinds, numbers of choices, ways."""
    asked = [step for step in steps if step.asks]
    at = {step.part: sum(one.asks for one in steps[:place]) for place, step in enumerate(steps) if step.part}
    return [
        (step.kind, len(step.options), tuple(_lead(one.goto, at) for one in step.options)) for step in asked
    ]


def _lead(goto: str, at: Mapping[str, int]) -> str:
    return str(at.get(goto, goto))


def renamed(steps: Sequence[Step], before: Sequence[Step], used: Collection[str]) -> dict[str, str]:
    """New key of each question: that of the same question before, else one that was never used.

    The same question: same words and same choices, so that what was answered keeps its meaning.
    """
    old = {_sense(step): step.key for step in before if step.asks}
    free = (f"q{n}" for n in range(1, 10_000) if f"q{n}" not in used and f"q{n}" not in old.values())
    names: dict[str, str] = {}
    for step in steps:
        if step.asks:
            names[step.key] = old.pop(_sense(step), "") or next(free)
    return names


def _sense(step: Step) -> tuple[str, str, tuple[str, ...]]:
    return step.kind, step.text, tuple(one.label for one in step.options)


def keyed(steps: Sequence[Step], names: Mapping[str, str]) -> list[Step]:
    """The same steps with these keys."""
    return [replace(step, key=names.get(step.key, "")) for step in steps]


def to_json(steps: Sequence[Step]) -> list[dict[str, Any]]:
    return [asdict(step) for step in steps]


def from_json(kept: Sequence[Mapping[str, Any]]) -> list[Step]:
    return [Step(**{**one, "options": tuple(Option(**each) for each in one["options"])}) for one in kept]
