"""Doubts: signatures that may be one too many, noted as they are confirmed, for a person to judge."""

from hustings.foundation.lib.text.text_folding import fold
from hustings.site.petitions.models import Doubt, Signature

MANY = 10  # confirmed from one network in a day: a household or an office is fewer


def name_key(given_name: str, family_name: str, postcode: str) -> str:
    """By what two signatures are of namesakes in one place; empty where something is missing."""
    if not (given_name and family_name and postcode):
        return ""
    return fold(f"{given_name},{family_name}|{postcode}")[:230]


def of(signature: Signature) -> str:
    """The doubts about a signature that is being confirmed; ``person`` is set by then."""
    others = Signature.objects.filter(petition=signature.petition_id, confirmed_at__isnull=False)
    others = others.filter(withdrawn_at=None).exclude(pk=signature.pk).order_by()
    found = []
    if others.filter(mailbox=signature.mailbox).exists():
        found.append(Doubt.MAILBOX)
    if others.filter(person=signature.person_id).exists():
        found.append(Doubt.PERSON)
    if signature.name_key and others.filter(name_key=signature.name_key).exists():
        found.append(Doubt.NAME)
    if signature.visitor and _n_of_network(signature) >= MANY:
        found.append(Doubt.NETWORK)
    return ",".join(found)


def counts_already(signature: Signature) -> bool:
    """Whether the mailbox of one that is being confirmed has another that counts, however it is spelt."""
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
