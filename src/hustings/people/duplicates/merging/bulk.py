"""All sure pairs merged in the background, and parted again when that is undone."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.people.changes.operations import selection
from hustings.people.changes.operations.kinds import Kind, Progress, Step
from hustings.people.duplicates.merging import later_merges, relations
from hustings.people.duplicates.merging import merge as joining
from hustings.people.duplicates.models import Duplicate, Merge
from hustings.people.duplicates.search import scores, sheets
from hustings.people.duplicates.search.frequencies import Frequencies
from hustings.people.persons.models import Activity, Operation, Person
from hustings.people.persons.rights import CHANGE_PEOPLE

KIND = "merge"
AT_ONCE = 50  # pairs in one transaction
SLICE = 20_000
SURE = Duplicate.Certainty.SURE


def begin(operation: Operation) -> Step:
    """Begin with pairs in the order of their keys, each weighed again."""
    known = Frequencies()
    while known.read_on(SLICE):
        pass

    def step(operation: Operation, size: int) -> Progress | None:
        waiting = Duplicate.objects.open().filter(certainty=SURE, pk__gt=operation.last).order_by("pk")
        pairs = _disjoint(list(waiting[:AT_ONCE]))
        if not pairs:
            return None
        counts = _merge(operation, pairs, known)
        return Progress(pairs[-1].pk, len(pairs), counts)

    return step


def _disjoint(pairs: list[Duplicate]) -> list[Duplicate]:
    """Those up to where somebody comes a second time: whoever has three records is merged pair by pair."""
    seen: set[int] = set()
    for at, pair in enumerate(pairs):
        both = {pair.first_id, pair.second_id}
        if both & seen:
            return pairs[:at]
        seen |= both
    return pairs


def _merge(operation: Operation, pairs: list[Duplicate], known: Frequencies) -> Counter[str]:
    keys = sorted({pk for pair in pairs for pk in (pair.first_id, pair.second_id)})
    list(Person.objects.filter(pk__in=keys).order_by("pk").select_for_update().values_list("pk", flat=True))
    reach = selection.reach(operation, operation.user, CHANGE_PEOPLE).filter(pk__in=keys)
    mine = set(reach.values_list("pk", flat=True))
    people = sheets.read(mine)
    sheets.with_contacts(people.values())
    counts: Counter[str] = Counter()
    sure = []
    for pair in pairs:
        if not {pair.first_id, pair.second_id} <= mine:
            counts["out_of_reach"] += 1
        elif _is_sure(people[pair.first_id], people[pair.second_id], known):
            sure.append((pair.first_id, pair.second_id))
        else:
            counts["unsure"] += 1
    held = relations.held([absorbed for _kept, absorbed in sure], [kept for kept, _absorbed in sure])
    for pair_ in sure:
        both = Person.objects.in_bulk(pair_)  # as the merges before have left them
        kept, absorbed = both[pair_[0]], both[pair_[1]]
        joining.join(kept, absorbed, {}, held=held, user=operation.user, operation=operation)
    counts["merged"] += len(sure)
    return counts


def _is_sure(one: sheets.Sheet, other: sheets.Sheet, known: Frequencies) -> bool:
    judged = scores.judge(one, other, known)
    return judged is not None and judged.certainty == SURE


def undo(operation: Operation) -> Step:
    """The newest merge first."""

    def step(operation: Operation, size: int) -> Progress | None:
        told = Activity.objects.filter(operation=operation, pk__lt=operation.last).order_by("-pk")
        rows = list(told[:AT_ONCE])
        if not rows:
            return None
        reach = selection.reach(operation, operation.undone_by, CHANGE_PEOPLE)
        merges = Merge.objects.filter(pk__in=[row.data["merge"] for row in rows], undone_at=None)
        mine = merges.filter(kept__in=reach.values("pk")).order_by("-pk")
        counts: Counter[str] = Counter(out_of_reach=merges.count() - mine.count())
        for merge in mine:
            later_merges.take_back(merge.pk, operation.undone_by)
            counts["parted"] += 1
        return Progress(rows[-1].pk, len(rows), +counts)

    return step


KINDS: tuple[Kind, ...] = (
    Kind(
        KIND,
        gettext_lazy("Merge duplicates"),
        lambda operation: _("Merge all sure duplicates"),
        begin,
        undo,
        outcomes={
            "merged": gettext_lazy("pairs merged"),
            "unsure": gettext_lazy("no longer sure, skipped"),
            "out_of_reach": gettext_lazy("out of reach"),
            "parted": gettext_lazy("pairs unmerged"),
        },
    ),
)
