"""Proof of books: nothing in them was changed, moved, added or taken away since it was posted."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from django.core.files.storage import Storage
from django.db.models import F, Q
from django.utils.translation import gettext as _

from hustings.foundation.lib.chain.links import Fault, Proof, one_moment
from hustings.money.ledger import chains
from hustings.money.ledger.models import Books, ProofRun, Transfer
from hustings.money.ledger.models.attachments import private

_BYTES = 1 << 20
KEPT = 400  # runs of books


def prove(books: Books, head: str = "") -> Proof:
    """Read all chains of books and hold rows and files against them. ``head``: a hash noted before."""
    with one_moment(Transfer):
        proof = chains.of_entries(books).prove(head)
        found = proof.fault or next(_others(books), None)
    return replace(proof, fault=found or next(_files(books), None))


def _others(books: Books) -> Iterator[Fault]:
    """Faults that the chain of entries doesn't show."""
    for chain in (chains.of_periods(books), chains.of_attachments(books)):
        if fault := chain.prove().fault:
            yield fault
    rows = Transfer.objects.filter(entry__books=books)
    unfit = ~Q(on=F("entry__on")) | ~Q(debit__books=books) | ~Q(credit__books=books)
    if (row := rows.filter(unfit).select_related("entry").order_by("pk").first()) is not None:
        yield Fault(_("A transfer of entry %(n)d was changed.") % {"n": row.entry.position}, row.pk)


def _files(books: Books) -> Iterator[Fault]:
    storage = private()
    for row in books.attachments.live().select_related("entry").order_by("position").iterator(500):
        stored = str(row.file.name)
        if not storage.exists(stored):
            says = _("The file “%(name)s” of entry %(n)d is missing.")
        elif _digest(storage, stored) != row.sha256:
            says = _("The file “%(name)s” of entry %(n)d was changed.")
        else:
            continue
        yield Fault(says % {"name": row.name, "n": row.entry.position}, row.pk)


def _digest(storage: Storage, name: str) -> str:
    digest = hashlib.sha256()
    with storage.open(name) as file:
        while piece := file.read(_BYTES):
            digest.update(piece)
    return digest.hexdigest()


def run(books: Books) -> Proof:
    """Prove and write down the finding; older ones without a fault go in the end."""
    proof = prove(books)
    fault = proof.fault.says[:300] if proof.fault else ""
    ProofRun.objects.create(books=books, n_entries=proof.n_links, head=proof.head, fault=fault)
    kept = list(books.proofs.values_list("pk", flat=True)[:KEPT])
    books.proofs.filter(fault="").exclude(pk__in=kept).delete()
    return proof


def last_runs() -> Iterator[tuple[Books, ProofRun | None]]:
    """All books with their latest finding."""
    for books in Books.objects.all():
        yield books, books.proofs.first()
