"""The tree of a sequence's steps: what comes after what. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hustings.outreach.automations.models import Sequence, Step

Row = tuple[int | None, str]  # the condition around it and the answer to it
ROOT: Row = (None, "")


@dataclass(frozen=True, slots=True)
class Place:
    """Behind a step, or at the head of a row where there is none."""

    row: Row
    behind: int | None = None

    def __str__(self) -> str:
        around, answer = self.row
        return f"{around or 0}-{answer or 'all'}-{self.behind or 0}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place that ``str()`` wrote; None for anything else."""
        parts = text.split("-")
        if len(parts) != 3 or parts[1] not in {"yes", "no", "all"}:
            return None
        if not all(part.isascii() and part.isdigit() and len(part) < 18 for part in (parts[0], parts[2])):
            return None
        answer = "" if parts[1] == "all" else parts[1]
        return cls((int(parts[0]) or None, answer), int(parts[2]) or None)


class Flow:
    """All steps that stand, and the ways between them. Every way leads forward in ``walk``."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self.rows: dict[Row, list[Step]] = defaultdict(list)
        self.steps: dict[int, Step] = {}
        for step in sorted(steps, key=lambda step: (step.position, step.pk)):
            self.steps[step.pk] = step
            self.rows[self.row_of(step)].append(step)

    @classmethod
    def of(cls, sequence: Sequence) -> "Flow":
        """As it is written down now; one query."""
        found = Step.objects.filter(sequence=sequence).standing()
        steps = list(found.select_related("mailing__latest_revision", "tag", "owner", "segment"))
        for step in steps:
            step.sequence = sequence
        return cls(steps)

    @staticmethod
    def row_of(step: Step) -> Row:
        return step.around_id, step.answer

    @property
    def first(self) -> Step | None:
        return self._head(ROOT)

    def _head(self, row: Row) -> Step | None:
        found = self.rows.get(row)
        return found[0] if found else None

    def after(self, step: Step) -> Step | None:
        """What comes once it is over: the next in its row, else what follows the condition around."""
        row = self.rows[self.row_of(step)]
        at = row.index(step)
        if at + 1 < len(row):
            return row[at + 1]
        return self.after(self.steps[step.around_id]) if step.around_id in self.steps else None

    def inside(self, step: Step, answer: str) -> Step | None:
        return self._head((step.pk, answer)) or self.after(step)

    def late(self, step: Step) -> Step | None:
        """What comes for those who reach a wait after its day: the next wait of its row, else what follows
        the row.
        """
        row = self.rows[self.row_of(step)]
        later = row[row.index(step) + 1 :]
        waits = [one for one in later if one.kind == "wait"]
        return waits[0] if waits else self.after(row[-1])

    def walk(self, row: Row = ROOT) -> Iterator[Step]:
        for step in self.rows.get(row, ()):
            yield step
            for answer in Step.Answer:
                yield from self.walk((step.pk, answer.value))

    def under(self, step: Step) -> list[Step]:
        return [one for answer in Step.Answer for one in self.walk((step.pk, answer.value))]

    def depth(self, row: Row) -> int:
        around, n = row[0], 0
        while around in self.steps:
            around, n = self.steps[around].around_id, n + 1
        return n

    def places(self) -> Iterator[Place]:
        yield from self._places(ROOT)

    def _places(self, row: Row) -> Iterator[Place]:
        yield Place(row)
        for step in self.rows.get(row, ()):
            if step.kind == "condition":
                for answer in Step.Answer:
                    yield from self._places((step.pk, answer.value))
            yield Place(row, step.pk)
