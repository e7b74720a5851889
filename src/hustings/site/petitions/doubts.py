"""Doubts: signatures that may be one too many, noted as they are confirmed, for a person to judge."""

from typing import NamedTuple

from django.db.models import Exists

from hustings.foundation.lib.text.text_folding import fold
from hustings.site.petitions.models import Doubt, Petition, Signature

MANY = 10  # confirmed from one network in a day: a household or an office is fewer


def name_key(given_name: str, family_name: str, postcode: str) -> str:
    """By what two signatures are of namesakes in one place; empty where something is missing."""
    if not (given_name and family_name and postcode):
        return ""
    return fold(f"{given_name},{family_name}|{postcode}")[:230]


class Found(NamedTuple):
    """The doubts about a signature, and whether its mailbox has another that counts, however it is spelt."""

    doubts: str
    counts_already: bool


def of(signature: Signature) -> Found:
    """The doubts about a signature that is being confirmed; ``person`` is set by then. Two queries."""
    others = Signature.objects.filter(petition=signature.petition_id).confirmed().exclude(pk=signature.pk)
    same = others.order_by().filter(mailbox=signature.mailbox)
    told = {
        Doubt.MAILBOX: same,
        Doubt.PERSON: others.order_by().filter(person=signature.person_id),
        Doubt.NAME: others.order_by().filter(name_key=signature.name_key) if signature.name_key else None,
    }
    asked = {str(name): Exists(rows) for name, rows in told.items() if rows is not None}
    row = (
        Petition.objects.filter(pk=signature.petition_id)
        .annotate(**asked, counted=Exists(same.filter(set_aside_at=None)))
        .values(*asked, "counted")
        .get()
    )
    found = [name for name in asked if row[name]]
    if signature.visitor and _n_of_network(signature) >= MANY:
        found.append(Doubt.NETWORK)
    return Found(",".join(found), row["counted"])


def counts_already(signature: Signature) -> bool:
    rows = Signature.objects.all()
    return bool(rows.of_mailbox(signature.petition_id, signature.mailbox, but=signature.pk))


def _n_of_network(signature: Signature) -> int:
    """Confirmed ones of its network that day, with this one; sought by the network alone."""
    rows = Signature.objects.filter(visitor=signature.visitor).order_by()[:2_000]
    found = rows.values_list("petition", "confirmed_at", "withdrawn_at")
    return sum(pk == signature.petition_id and at is not None and not gone for pk, at, gone in found) + 1


def likely(signatures: list[Signature]) -> dict[int, list[Signature]]:
    """Beside each: the others of the same mailbox, record or name. One query for a page."""
    if not signatures:
        return {}
    petition = signatures[0].petition_id
    alike: dict[int, list[Signature]] = {}
    names = {each.name_key for each in signatures if each.name_key}
    rows = Signature.objects.filter(petition=petition).confirmed()
    by = [
        rows.filter(mailbox__in={each.mailbox for each in signatures}),
        rows.filter(person__in={each.person_id for each in signatures if each.person_id}),
        rows.filter(name_key__in=names).exclude(name_key=""),
    ]
    others = {row.pk: row for found in by for row in found.order_by("pk")[:2_000]}
    for each in signatures:
        alike[each.pk] = [
            other for other in others.values()
            if other.pk != each.pk and (
                other.mailbox == each.mailbox
                or (other.person_id is not None and other.person_id == each.person_id)
                or (other.name_key and other.name_key == each.name_key)
            )
        ][:5]  # fmt: skip
    return alike
