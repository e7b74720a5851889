"""Signatures as rows of a file, each with its proof; and the sheet that sums them up."""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.lib.sql import packed_keys
from hustings.site.petitions import digests, meter, proof
from hustings.site.petitions.models import Petition, Seal, Signature

CHUNK = 1_000
HEADER = [
    "number", "signed_at", "confirmed_at", "given_name", "family_name", "postcode", "territory", "email",
    "name_on_site", "comment", "state", "seal", "salt", "sha256", "hustings_export",
]  # fmt: skip
HOW = (
    "sha256 = SHA-256(salt, number U+001F email U+001F given_name U+001F family_name U+001F postcode U+001F "
    "signed_at U+001F confirmed_at)"
)


def rows(found: QuerySet[Signature], mark: str, keys: packed_keys.Keys) -> Iterator[list[list[Any]]]:
    """In lists of CHUNK, in the order of their numbers; ``keys`` gathers whose they are."""
    last = 0
    while True:
        chunk = list(found.filter(pk__gt=last).select_related("zone").order_by("pk")[:CHUNK])
        if not chunk:
            return
        keys.add(each.person_id for each in chunk if each.person_id)
        yield [_row(each, mark) for each in chunk]
        last = chunk[-1].pk


def _row(each: Signature, mark: str) -> list[Any]:
    assert each.confirmed_at
    told = proof.digest(
        each.pk, bytes(each.salt or b""), each.address, each.given_name, each.family_name, each.postcode,
        each.asked_at, each.confirmed_at,
    )  # fmt: skip
    state = _("set aside") if each.set_aside_at else _("counted")
    return [
        each.pk, proof.utc(each.asked_at), proof.utc(each.confirmed_at), each.given_name, each.family_name,
        each.postcode, str(each.zone or ""), each.address, each.public_name, each.comment, state,
        each.seal or "", bytes(each.salt or b"").hex(), told.hex(), mark,
    ]  # fmt: skip


def summary(petition: Petition, mark: str) -> list[list[Any]]:
    """What the whole stands for: totals, how they were confirmed, the chain."""
    every = Signature.objects.filter(petition=petition)
    told = proof.prove(petition.pk)
    lines: list[list[Any]] = [
        [_("Petition"), petition.title],
        [_("To whom"), petition.addressee],
        [_("Opened"), proof.utc(petition.opens_at)],
        [_("Closed"), proof.utc(petition.closes_at) if petition.closes_at else "–"],
        [_("Written at"), proof.utc(timezone.now())],
        [_("Signatures that count"), meter.count(petition.pk)],
        [_("Confirmed by the link in a mail to the signer’s address"), every.confirmed().count()],
        [
            _("Of these set aside by the team as duplicates"),
            every.confirmed().exclude(set_aside_at=None).count(),
        ],
        [_("Taken back by their signers"), every.exclude(withdrawn_at=None).count()],
        [_("Not confirmed, and not in the file"), every.filter(confirmed_at=None).count()],
        [_("Sealed in the chain"), told.n],
        [_("Seals"), told.n_seals],
        [_("The chain ends at"), told.head],
        [_("Check of the whole chain"), told.fault or _("all is as it was sealed")],
        [_("How a line is checked"), HOW],
        [_("Export"), mark],
    ]
    seals = Seal.objects.filter(petition=petition).order_by("position")
    lines += [
        [_("Seal %(n)d") % {"n": position}, proof.utc(at), bytes(digest).hex()]
        for position, at, digest in seals.values_list("position", "sealed_at", "digest").iterator(500)
    ]
    return lines


def chain(petition: Petition) -> Iterator[bytes]:
    """Each seal as a line of JSON, for the check of a file without our database; no data of people."""
    for each in Seal.objects.filter(petition=petition).order_by("position").iterator(50):
        rows = [[key, told.hex()] for key, told in digests.ROW.iter_unpack(bytes(each.content))]
        line = {
            "position": each.position, "sealed_at": proof.utc(each.sealed_at), "gone": each.gone,
            "rows": rows, "digest": bytes(each.digest).hex(),
        }  # fmt: skip
        yield json.dumps(line).encode() + b"\n"
