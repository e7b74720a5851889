"""Open amendments on the next version of a text, and those inside other amendments with them."""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Q
from django.utils import timezone

from hustings.deliberation.consultations.actions import items
from hustings.deliberation.consultations.models import Item, Version
from hustings.deliberation.consultations.models.items import digest
from hustings.deliberation.consultations.public.source_checks import voted_on
from hustings.deliberation.texts import proposals
from hustings.deliberation.texts.algebra.application import Applied
from hustings.deliberation.texts.algebra.blocks import Document
from hustings.deliberation.texts.algebra.comparison import between
from hustings.deliberation.texts.algebra.kinds import Amendment as Change
from hustings.deliberation.texts.algebra.kinds import Misplaced
from hustings.deliberation.texts.algebra.rebasing import Fate, Rebased, Step, rebased
from hustings.deliberation.texts.algebra.subamendments import inside, promoted
from hustings.deliberation.texts.models import Amendment, Passage, Placement, State, Text, TextVersion
from hustings.deliberation.texts.models.amendments import PLACED

_ENDS = {Fate.MOOT: State.MOOT, Fate.CONFLICT: State.CONFLICT}


def foreseen(
    document: Document, changes: Sequence[Change], new: Document, rows: Sequence[Amendment]
) -> list[Rebased]:
    """Fate of each open amendment."""
    return rebased([row.on(document.digest) for row in rows], Step(document, changes, new))


def go_on(
    text: Text, made: TextVersion, document: Document, changes: Sequence[Change], result: Applied
) -> None:
    """Move all that is open to the new version, hidden ones too. In the caller's transaction."""
    done = {one.key: one for one in changes}
    accepted = list(Amendment.objects.filter(published_in=made).select_related("item"))
    _inside_accepted(accepted, done, made, result)
    rows = Amendment.objects.unsettled().whole().filter(text=text).exclude(base=made)
    found = list(rows.select_related("item__version").order_by("pk"))
    _settle(found, foreseen(document, changes, result.document, found), made, document, result.document)
    _close_orphans(text)


def _settle(
    rows: Sequence[Amendment], fates: Sequence[Rebased], made: TextVersion, old: Document, new: Document
) -> None:
    """Write what became of each; one that was cut down becomes the next version of its item."""
    homes = {each.key: each.item_id for each in Passage.objects.filter(text_version=made).only("key", "item")}
    inner = Amendment.objects.filter(text=made.text_id, over__isnull=False)
    parents = set(inner.order_by().values_list("over", flat=True).distinct())
    for row, fate in zip(rows, fates, strict=True):
        before = row.on(old.digest)
        row.place(fate.amendment)
        row.state = _ENDS.get(fate.fate, row.state)
        if fate.fate in _ENDS:
            row.decided_at = timezone.now()
        if row.state != State.CONFLICT:
            row.base = made
        home = homes.get(row.block)
        if row.over_id is None and home and home != row.item.parent_id:
            move(row.item, home)
        if fate.is_merged and fate.fate in (Fate.APPLIES, Fate.MOVED):
            _reword(row, fate.amendment, new, made)
        if row.pk in parents:
            _inside(row, before, fate, made)
    Amendment.objects.bulk_update(rows, [*PLACED, "state", "base", "decided_at", "over"], batch_size=200)
    Placement.objects.bulk_create([_record(row, fate, made) for row, fate in zip(rows, fates, strict=True)])


def _record(row: Amendment, fate: Rebased, made: TextVersion) -> Placement:
    return Placement(
        amendment=row, text_version=made, fate=fate.fate.value, by=list(fate.by), is_merged=fate.is_merged,
        block=row.block, start=row.start, end=row.end, words=row.words,
    )  # fmt: skip


def move(item: Item, home: int) -> None:
    """Hang an amendment's item on another block."""
    n = int(item.is_live)  # what is hidden isn't counted
    items.count(item, -n)
    item.parent_id = home
    item.save(update_fields=["parent"])
    items.count(item, n)


def _reword(row: Amendment, one: Change, new: Document, made: TextVersion) -> None:
    """The next version of the amendment's item: votes stay with what it said before."""
    item, before = row.item, row.item.version
    assert before
    title = proposals.title(one, new)[:500]
    data = {**item.data, "change": [row.deed, *proposals.change(one, new)]}
    item.data, item.version = data, Version.objects.create(
        item=item, number=before.number + 1, title=title, text=before.text, participant=before.participant,
        digest=digest(title, before.text, voted_on(data)),
    )  # fmt: skip
    item.save(update_fields=["data", "version"])


def _close_orphans(text: Text) -> None:
    """Close what would have changed an amendment that was refused or taken back: it can't stand any more."""
    gone = Q(over__state=State.REFUSED) | Q(over__item__withdrawn_at__isnull=False)
    rows = Amendment.objects.unsettled().filter(gone, text=text).values_list("pk", flat=True)
    Amendment.objects.filter(pk__in=list(rows)).update(state=State.CONFLICT, decided_at=timezone.now())


# --- Amendments inside amendments ----------------------------------------------------------------
def _inside(parent: Amendment, before: Change, fate: Rebased, made: TextVersion) -> None:
    """Those inside an amendment that was open share its fate; where its words were cut down, they follow."""
    subs = list(Amendment.objects.unsettled().filter(over=parent).select_related("item__version"))
    if not subs:
        return
    if fate.fate in _ENDS:
        for sub in subs:
            sub.state, sub.decided_at = _ENDS[fate.fate], timezone.now()
    elif inside(before) != inside(fate.amendment):
        old, new = inside(before), inside(fate.amendment)
        step = Step(old, between(old, new, "cut-"), new)
        for sub, then in zip(subs, rebased([each.on(old.digest) for each in subs], step), strict=True):
            sub.place(then.amendment)
            if then.fate in _ENDS:
                sub.state, sub.decided_at = _ENDS[then.fate], timezone.now()
    for sub in subs:
        sub.base = made
    Amendment.objects.bulk_update(subs, [*PLACED, "state", "base", "decided_at"], batch_size=200)


def _inside_accepted(
    accepted: Sequence[Amendment], done: dict[str, Change], made: TextVersion, result: Applied
) -> None:
    """Those inside an amendment that is in the text now: taken ones with it, open ones to the text itself."""
    rows = Amendment.objects.unsettled().filter(over__in=accepted)
    by_parent: dict[int, list[Amendment]] = {}
    for row in rows.select_related("item__version", "over__item").order_by("pk"):
        by_parent.setdefault(row.over_id or 0, []).append(row)
    for parent in accepted:
        own = by_parent.get(parent.pk, [])
        taken = [row for row in own if row.is_waiting]
        Amendment.objects.filter(pk__in=[row.pk for row in taken]).update(published_in=made, base=made)
        if left := [row for row in own if not row.is_waiting]:
            _promote(parent, taken, left, done[parent.key], made, result)


def _promote(
    parent: Amendment, taken: Sequence[Amendment], left: Sequence[Amendment], now: Change, made: TextVersion,
    result: Applied,
) -> None:  # fmt: skip
    old, new = inside(replace(parent.on(now.base))), inside(now)
    step = Step(old, [row.on(old.digest) for row in taken], new)
    fates = []
    for row, then in zip(left, rebased([row.on(old.digest) for row in left], step), strict=True):
        if then.fate not in _ENDS:
            try:
                one = promoted(then.amendment, now, result.changes, result.document)
                then = replace(then, amendment=one)
            except Misplaced:
                then = replace(then, fate=Fate.CONFLICT)
        row.over = None if then.fate not in _ENDS else row.over
        fates.append(then)
    _settle(left, fates, made, old, result.document)
