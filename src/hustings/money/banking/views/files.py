"""Imported files of the bank: the list, one with its lines, and its removal where it was a wrong one."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Column, Moment, Number, Title
from hustings.foundation.lib.web.idempotency import once
from hustings.money.banking import actions
from hustings.money.banking.models import Statement
from hustings.money.banking.views.frame import BANK, FILES, show
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY
from hustings.money.payments.refusals import NotPossible
from hustings.money.payments.views.frame import ICON, PAYMENTS

_TRAIL = (("payments:payments", PAYMENTS), ("banking:lines", BANK))
_SHOWN = 50


class Statements(Resource):
    """Files, the last first."""

    guard = needs(SEE_MONEY)
    title, icon = FILES, ICON
    trail = _TRAIL
    columns = (
        Title("name", gettext_lazy("File"), url="banking:statement"),
        Column("books", gettext_lazy("Books")),
        Number("n_lines", gettext_lazy("Lines")),
        Moment("came_at", pgettext_lazy("bank statement", "Imported")),
    )
    empty = gettext_lazy("No file yet.")

    def rows(self) -> QuerySet[Statement]:
        found = Statement.objects.of(self.user, SEE_MONEY).select_related("books")
        return found.annotate(n_lines=Count("lines"))


def _statement(request: HttpRequest, pk: int, right: Any = SEE_MONEY) -> Any:
    """A file that this user may see, or remove, with its number of lines; else 404."""
    rows = Statement.objects.of(request.user, right).select_related("books", "came_by")
    return get_object_or_404(rows.annotate(n_lines=Count("lines")), pk=pk)


@needs(SEE_MONEY)
@require_safe
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """A file, and the way to its removal."""
    row = _statement(request, pk)
    may_run = Statement.objects.of(request.user, RUN_MONEY).filter(pk=pk).exists()
    return show(request, "statement", row.name, {"statement": row, "may_run": may_run}, *_TRAIL, _FILES)


_FILES = ("banking:statements", FILES)


@needs(RUN_MONEY)
@require_http_methods(["GET", "HEAD", "POST"])
@once("banking:statements")
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask first, or say which of its lines to undo before."""
    row = _statement(request, pk, RUN_MONEY)
    if request.method == "POST":
        try:
            actions.remove(statement=row, by=me(request))
        except NotPossible as refused:
            messages.error(request, str(refused))
            return redirect("banking:removal", pk)
        words = ngettext(
            "%(file)s removed, with %(n)d line.", "%(file)s removed, with %(n)d lines.", row.n_lines
        )
        messages.success(request, words % {"file": row.name, "n": row.n_lines})
        return redirect("banking:statements")
    used = list(row.lines.used().order_by("-on", "-pk")[: _SHOWN + 1])
    words_of = {
        "statement": row, "used": used[:_SHOWN], "has_more": len(used) > _SHOWN,
        "is_answer": actions.is_answer(row),
    }  # fmt: skip
    return show(request, "removal", _("Remove %s") % row.name, words_of, *_TRAIL, _FILES)
