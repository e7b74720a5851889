"""Lines of the bank: brought in, matched, undone."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.filters import FilterForm
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Day, State, Title
from hustings.foundation.lib.web import query_params
from hustings.money.banking import actions, matching
from hustings.money.banking.forms import StatementForm
from hustings.money.banking.models import StatementLine
from hustings.money.banking.models.statements import OPEN
from hustings.money.banking.refusals import Unread
from hustings.money.banking.views.frame import BANK, line_of, show
from hustings.money.ledger.refusals import NotPosted
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY
from hustings.money.ledger.views.frame import Money
from hustings.money.payments.views.frame import ICON, PAYMENTS, runs
from hustings.people.persons.refusals import Refused

_TRAIL = (("payments:payments", PAYMENTS), ("banking:lines", BANK))


def state(row: StatementLine) -> tuple[str, Any]:
    """A code and its words."""
    if row.set_aside_at:
        return "off", _("no payment")
    is_matched = row.payment_id or row.refund_id or row.payout_id or row.slip_id or row.batch_id
    return ("settled", _("matched")) if is_matched else ("waiting", _("to match"))


class LineFilter(FilterForm):
    q = forms.CharField(label=gettext_lazy("Name or text"), required=False, max_length=100)
    which = forms.ChoiceField(
        label=gettext_lazy("State"), required=False,
        choices=[("", gettext_lazy("to match")), ("all", pgettext_lazy("bank statement", "all"))],
    )  # fmt: skip

    def narrow(self, rows: QuerySet[Any], said: dict[str, Any]) -> QuerySet[Any]:
        if said["which"] != "all":
            rows = rows.filter(OPEN)
        if text := said["q"].strip():
            rows = rows.filter(Q(name__icontains=text) | Q(text__icontains=text))
        return rows


class Lines(Resource):
    """Lines to match, the youngest first; more by an import."""

    guard = needs(SEE_MONEY)
    title, icon = BANK, ICON
    trail = (("payments:payments", PAYMENTS),)
    order = ("-on", "-pk")
    filters_class = LineFilter
    columns = (
        Title(
            "text", gettext_lazy("Text"), url="banking:line", under="name",
            accessor=lambda row: row.text or row.name or "–",
        ),
        Day("on", gettext_lazy("Date")),
        Money("amount", gettext_lazy("Amount"), currency="currency"),
        State("state", gettext_lazy("State"), accessor=state),
    )  # fmt: skip
    form_class = StatementForm
    form_title, form_submit = gettext_lazy("Import a statement"), gettext_lazy("Import")
    empty = gettext_lazy("Nothing to match.")
    nothing_found = gettext_lazy("No line matches.")

    def rows(self) -> QuerySet[StatementLine]:
        return StatementLine.objects.of(self.user, SEE_MONEY)

    def form_words(self) -> dict[str, Any]:
        return {"user": self.user}

    def about(self) -> dict[str, Any]:
        return super().about() if runs(self.user) else {"form": None}

    def add(self, said: dict[str, Any]) -> None:
        file = said["file"]
        try:
            made = actions.bring(books=said["books"], name=file.name, content=file.read(), by=self.user)
        except (Unread, NotPosted) as refused:
            raise ValidationError({"file": str(refused)}) from refused
        messages.success(
            self.request,
            ngettext(
                "%(new)d new line; known before: %(known)d.",
                "%(new)d new lines; known before: %(known)d.",
                made.n_new,
            )
            % {"new": made.n_new, "known": made.n_known},
        )


@needs(SEE_MONEY)
@require_safe
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """One line and what it may be."""
    row = line_of(request, pk)
    is_open = state(row)[0] == "waiting"
    words = {
        "line": row, "state": state(row), "is_open": is_open,
        "proposals": matching.proposals(row) if is_open else [],
        "may_run": StatementLine.objects.of(request.user, RUN_MONEY).filter(pk=pk).exists(),
    }  # fmt: skip
    return show(request, "line", row.text or row.name or row.on, words, *_TRAIL)


@needs(RUN_MONEY)
@require_POST
def match(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposal, set it aside, or undo."""
    row = line_of(request, pk, RUN_MONEY)
    try:
        if "undo" in request.POST:
            actions.unmatch(line=row, by=me(request))
        elif "aside" in request.POST:
            actions.set_aside(line=row, by=me(request))
        else:
            kind, _colon, key = request.POST.get("take", "").partition(":")
            actions.confirm(line=row, kind=kind, key=query_params.key(key) or 0, by=me(request))
    except (Refused, NotPosted) as refused:
        messages.error(request, str(refused))
        return redirect("banking:line", pk)
    return redirect("banking:lines")
