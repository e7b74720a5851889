"""Go over an operation's people in the order of their keys, a chunk at a time."""

from collections import deque
from collections.abc import Callable, Mapping
from itertools import islice

from hustings.people.changes.operations import kinds, selection
from hustings.people.changes.operations.kinds import Begin, Progress, Step
from hustings.people.persons.models import Operation, Person
from hustings.people.persons.refusals import Refused
from hustings.people.segments.criteria import BadCriteria

AHEAD = 20_000  # a segment of a million is not asked anew for each chunk
Apply = Callable[[Operation, list[int]], Mapping[str, int]]
Prepare = Callable[[Operation], Apply]


class SegmentBroken(Refused):
    """What the segment asks for can't be asked any more."""


def over_people(prepare: Prepare) -> Begin:
    """A ``Begin`` from a deed on some people: ``prepare`` looks up once what the deed needs, or refuses.

    People come once each, locked, as far as the user may change them; never more than were confirmed.
    """

    def begin(operation: Operation) -> Step:
        apply, chosen = prepare(operation), selection.Whom.of(operation)
        ahead: deque[int] = deque()

        def step(operation: Operation, size: int) -> Progress | None:
            kind = kinds.find(operation.kind)
            assert kind
            people = selection.reach(operation, operation.user, kind.right)
            while ahead and ahead[0] <= operation.last:  # only now: a chunk may have been rolled back
                ahead.popleft()
            if not ahead:
                try:
                    found = chosen.among(people).filter(pk__gt=operation.last).order_by("pk")
                    ahead.extend(found.values_list("pk", flat=True)[:AHEAD])
                except BadCriteria as bad:
                    raise SegmentBroken(str(bad)) from bad
            pks = list(islice(ahead, size))
            if kind.is_final:
                pks = pks[: operation.n_people - operation.n_done]
            if not pks:
                return None
            still = people.filter(pk__in=pks).values("pk")
            rows = Person.objects.filter(pk__in=still).order_by("pk")
            locked = rows.select_for_update(no_key=not kind.is_final)
            here = list(locked.values_list("pk", flat=True))
            return Progress(pks[-1], len(pks), apply(operation, here))

        return step

    return begin
