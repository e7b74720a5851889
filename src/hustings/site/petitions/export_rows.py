"""Signatures as rows of a file, each with its proof; and the sheet that sums them up."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.lib.sql import keyset, packed_keys
from hustings.site.petitions import meter, proof
from hustings.site.petitions.models import Petition, Seal, Signature
from mailguard.chain import moment

CHUNK = 1_000
HEADER = [
    "number", "signed_at", "confirmed_at", "given_name", "family_name", "postcode", "territory", "email",
    "name_on_site", "comment", "state", "seal", "salt", "sha256", "hustings_export",
]  # fmt: skip
_SALTED = ", ".join(["salt", "number", *proof.signatures.fields])
HOW = f"sha256 = SHA-256([{_SALTED}] as texts in JSON, in ASCII and without spaces)"


def rows(found: QuerySet[Signature], mark: str, keys: packed_keys.Keys) -> Iterator[list[list[Any]]]:
    """In lists of CHUNK, in the order of their numbers; ``keys`` gathers whose they are."""
    for chunk in keyset.walk(found.select_related("zone", "seal"), CHUNK):
        keys.add(each.person_id for each in chunk if each.person_id)
        yield [_row(each, mark) for each in chunk]


def _row(each: Signature, mark: str) -> list[Any]:
    assert each.confirmed_at
    told = proof.signatures.digest_of(each)
    state = _("excluded") if each.set_aside_at else _("counted")
    return [
        each.pk, moment(each.asked_at), moment(each.confirmed_at), each.given_name, each.family_name,
        each.postcode, str(each.zone or ""), each.address, each.public_name, each.comment, state,
        each.seal.position if each.seal else "", bytes(each.salt or b"").hex(), told.hex(), mark,
    ]  # fmt: skip


def summary(petition: Petition, mark: str) -> list[list[Any]]:
    """What the whole stands for: totals, how they were confirmed, the chain."""
    every = Signature.objects.filter(petition=petition)
    told = proof.prove(petition.pk)
    lines: list[list[Any]] = [
        [_("Petition"), petition.title],
        [_("Addressed to"), petition.addressee],
        [_("Opened on"), moment(petition.opens_at)],
        [_("Closed"), moment(petition.closes_at) if petition.closes_at else "–"],
        [_("Exported on"), moment(timezone.now())],
        [_("Valid signatures"), meter.count(petition.pk)],
        [_("Confirmed by e-mail"), every.confirmed().count()],
        [
            _("Excluded by the team as duplicates"),
            every.confirmed().exclude(set_aside_at=None).count(),
        ],
        [_("Withdrawn by the signer"), every.exclude(withdrawn_at=None).count()],
        [_("Not confirmed (not in the file)"), every.filter(confirmed_at=None).count()],
        [_("Sealed in the chain"), told.n],
        [_("Seals"), told.n_links],
        [_("The chain ends at"), told.head],
        [_("Check of the chain"), told.fault.says if told.fault else _("valid")],
        [_("How to check a line"), HOW],
        [_("Export"), mark],
    ]
    seals = Seal.objects.filter(petition=petition).order_by("position")
    lines += [
        [_("Seal %(n)d") % {"n": position}, moment(at), digest]
        for position, at, digest in seals.values_list("position", "at", "digest").iterator(500)
    ]
    return lines
