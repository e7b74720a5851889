"""Proof that no answer in the consent ledger was changed, slipped in or taken away after it was sealed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from hustings.people.duplicates.models import Merge
from hustings.people.persons import consent_chain
from hustings.people.persons.models import Consent, ConsentEntry, ConsentSeal, Purpose


class Fault(NamedTuple):
    """The first thing that is not as it was sealed. ``entry`` is the ledger's row, ``seal`` the chain's."""

    says: str
    entry: int | None = None
    seal: int | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """What a check of the whole chain found. ``head`` is worth writing down elsewhere."""

    n_entries: int
    n_seals: int
    n_unsealed: int
    head: str
    fault: Fault | None


def prove() -> Proof:
    """Read the whole ledger and name the first row that is not as it was sealed."""
    gone: set[int] = set()
    n_seals, head, fault = 0, consent_chain.START, None
    for seal in ConsentSeal.objects.order_by("position").iterator(500):
        n_seals += 1
        fault = fault or _broken_link(seal, n_seals, head)
        head = bytes(seal.digest)
        gone.update(seal.gone)
    n, told = _entries(gone)
    waiting = ConsentEntry.objects.filter(seal=None).count()
    return Proof(n, n_seals, waiting, head.hex(), _earlier(told, fault) or stray_stand())


def _earlier(entry: Fault | None, seal: Fault | None) -> Fault | None:
    if entry is None or seal is None:
        return entry or seal
    return min(entry, seal, key=lambda fault: fault.seal or 0)


def _broken_link(seal: ConsentSeal, position: int, before: bytes) -> Fault | None:
    if seal.position != position:
        return Fault(_("Seal %(n)d is missing.") % {"n": position}, seal=position)
    told = consent_chain.link(before, position, bytes(seal.content), seal.gone, seal.sealed_at)
    if told != bytes(seal.digest):
        return Fault(_("Seal %(n)d was changed, or the one before it.") % {"n": position}, seal=position)
    return None


def _entries(gone: set[int]) -> tuple[int, Fault | None]:
    """Hold each sealed entry against its seal, both in the order of seals; how many, and the first fault."""
    n = 0
    rows = (
        ConsentEntry.objects.exclude(seal=None)
        .order_by("seal_id", "pk")
        .values_list("seal_id", *consent_chain.COLUMNS)
    ).iterator(consent_chain.AT_ONCE)
    ours = _Ahead(rows)
    for number, position, content in (
        ConsentSeal.objects.order_by("number").values_list("number", "position", "content").iterator(500)
    ):
        if stray := ours.before(number):
            return n, Fault(
                _("Entry %(n)d points to a seal that is not there.") % {"n": stray}, stray, position
            )
        found = {row[1]: row[1:] for row in ours.of(number)}
        n += len(found)
        if fault := _against(position, bytes(content), found, gone):
            return n, fault
    if stray := ours.before(None):
        return n, Fault(_("Entry %(n)d points to a seal that is not there.") % {"n": stray}, stray)
    return n, _strange_subject()


def _against(position: int, content: bytes, found: dict[int, Any], gone: set[int]) -> Fault | None:
    for key, told in consent_chain.ROW.iter_unpack(content):
        row = found.pop(key, None)
        if row is None:
            if key not in gone:
                says = _("Entry %(n)d was taken away, and no erasure says so.") % {"n": key}
                return Fault(says, key, position)
        elif key in gone:
            return Fault(_("Entry %(n)d is said to be erased, and is there.") % {"n": key}, key, position)
        elif consent_chain.digest(*row) != told:
            return Fault(_("Entry %(n)d was changed after it was sealed.") % {"n": key}, key, position)
    if found:
        first = min(found)
        return Fault(
            _("Entry %(n)d was slipped in: its seal does not know it.") % {"n": first}, first, position
        )
    return None


def _strange_subject() -> Fault | None:
    """Entries whose person is another than the one who spoke, and who was never merged with them."""
    merged = Merge.objects.filter(undone_at=None, kept=OuterRef("person"), absorbed_uid=OuterRef("subject"))
    strange = (
        ConsentEntry.objects.exclude(subject=None)
        .exclude(subject=F("person__uid"))
        .exclude(Exists(merged))
        .order_by("pk")
        .values_list("pk", flat=True)
        .first()
    )
    if strange is None:
        return None
    return Fault(_("Entry %(n)d was given to somebody else.") % {"n": strange}, strange)


def stray_stand() -> Fault | None:
    """The first person who stands elsewhere than the ledger's last word: the database compares them all."""
    said = ConsentEntry.objects.filter(person=OuterRef("person"), purpose=OuterRef("purpose"))
    unasked = said.filter(source__startswith=consent_chain.UNASKED).order_by()
    since = said.filter(pk__gt=Subquery(unasked.values("person").annotate(last=Max("pk")).values("last")))
    strays = (
        Consent.objects.annotate(last=_last(said))
        .filter(Q(last=None) | ~Q(entry=F("last")) | ~Q(is_given=F("entry__is_given")))
        # An answer that came in after an import was undone counts, though it may be older than the import's.
        .alias(since=Coalesce(_last(since), 0))
        .filter(~Q(entry=F("since"), is_given=F("entry__is_given")))
        .order_by("person_id", "purpose")
        .values_list("person_id", "purpose", "is_given", "last")
    )
    says = _("Person %(n)d stands at “%(now)s” for %(purpose)s, which is not the ledger's last word on it.")
    if row := strays.first():
        told = {"n": row[0], "now": _("yes") if row[2] else _("no"), "purpose": Purpose(row[1]).label}
        return Fault(says % told, row[3])
    stands = Consent.objects.filter(person=OuterRef("person"), purpose=OuterRef("purpose"))
    lost = ConsentEntry.objects.filter(~Exists(stands)).order_by("person_id", "purpose")
    if entry := lost.first():
        says = _("Person %(n)d gave an answer for %(purpose)s, and stands nowhere.")
        return Fault(says % {"n": entry.person_id, "purpose": Purpose(entry.purpose).label}, entry.pk)
    return None


def _last(said: QuerySet[ConsentEntry]) -> Subquery:
    return Subquery(said.order_by("-given_at", "-pk").values("pk")[:1])


class _Ahead:
    """Rows in the order of their seals, taken seal by seal."""

    def __init__(self, rows: Iterator[Any]) -> None:
        self.rows = rows
        self.next: Any = next(rows, None)

    def before(self, number: int | None) -> int | None:
        """The key of a row whose seal comes before ``number`` (None: of any that is left)."""
        if self.next is None or (number is not None and self.next[0] >= number):
            return None
        key: int = self.next[1]
        return key

    def of(self, number: int) -> Iterator[Any]:
        while self.next is not None and self.next[0] == number:
            yield self.next
            self.next = next(self.rows, None)
