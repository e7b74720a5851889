"""Papers that are missing: the list beside the campaign account."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from hustings.money.expenses.models import Document, Expense, Settlement, State, Step, Way

_OURS = [Way.PURCHASE, Way.CLAIM]


def of(rows: QuerySet[Expense]) -> QuerySet[Any]:
    """Those that were invoiced and lack something, with what they lack."""
    papers = Document.objects.filter(expense=OuterRef("pk"))
    unproven = Settlement.objects.filter(expense=OuterRef("pk"), reference="")
    said = Step.objects.filter(expense=OuterRef("pk"), state=State.APPROVED)
    found: QuerySet[Any] = rows.booked().annotate(  # type: ignore[attr-defined]
        lacks_invoice=~Exists(papers.filter(kind=Document.Kind.INVOICE)),
        lacks_proof=Exists(unproven) & ~Exists(papers.filter(kind=Document.Kind.PROOF)),
        lacks_decision=~Exists(said),
        lacks_number=Q(way__in=_OURS, invoice_number=""),
        lacks_payee=Q(way__in=_OURS, payee=None),
    )
    wanted = ("invoice", "proof", "decision", "number", "payee")
    lacking = Q()
    for name in wanted:
        lacking |= Q(**{f"lacks_{name}": True})
    return found.filter(lacking)


def words(row: Any) -> str:
    """Everything that one of them lacks."""
    said = {
        "lacks_invoice": _("invoice"), "lacks_proof": _("proof of payment"), "lacks_decision": _("approval"),
        "lacks_number": _("invoice number"), "lacks_payee": _("payee"),
    }  # fmt: skip
    return ", ".join(word for name, word in said.items() if getattr(row, name))
