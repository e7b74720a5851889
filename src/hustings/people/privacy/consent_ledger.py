"""Proof that no answer in the consent ledger was changed, slipped in or taken away after it was sealed."""

from dataclasses import replace

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from hustings.foundation.lib.chain.links import Fault, Proof
from hustings.people.duplicates.models import Merge
from hustings.people.persons import consent_chain
from hustings.people.persons.models import Consent, ConsentEntry, Purpose


def prove() -> Proof:
    """Read the whole ledger and name the first row that is not as it was sealed, or the first stand."""
    proof = consent_chain.prove()
    return replace(proof, fault=proof.fault or _strange_subject() or stray_stand())


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
    return Fault(_("Entry %(n)d belongs to someone else.") % {"n": strange}, strange)


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
    says = _("Person %(n)d has “%(now)s” for %(purpose)s, but the ledger's last answer is different.")
    if row := strays.first():
        told = {"n": row[0], "now": _("yes") if row[2] else _("no"), "purpose": Purpose(row[1]).label}
        return Fault(says % told, row[3])
    stands = Consent.objects.filter(person=OuterRef("person"), purpose=OuterRef("purpose"))
    lost = ConsentEntry.objects.filter(~Exists(stands)).order_by("person_id", "purpose")
    if entry := lost.first():
        says = _("Person %(n)d gave an answer for %(purpose)s, but none is recorded.")
        return Fault(says % {"n": entry.person_id, "purpose": Purpose(entry.purpose).label}, entry.pk)
    return None


def _last(said: QuerySet[ConsentEntry]) -> Subquery:
    return Subquery(said.order_by("-given_at", "-pk").values("pk")[:1])
