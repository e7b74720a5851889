"""The jury of a round in HQ: who reads, how far they are, who gets what."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web.idempotency import once
from hustings.networks.initiatives.models import Application, Round
from hustings.networks.initiatives.rights import RUN_CALLS
from hustings.networks.initiatives.views.frame import RoundTab, round_of, runs
from hustings.networks.juries import actions
from hustings.networks.juries.forms import InviteForm
from hustings.networks.juries.models import Conflict, Juror, Review, Run
from hustings.networks.juries.views.runs import asked, latest
from hustings.people.persons.refusals import Refused

_BUSY = "initiatives_hq:calls"


def _state(row: Juror) -> tuple[str, Any]:
    if row.ended_at:
        return "off", pgettext_lazy("juror", "taken off")
    if row.declined_at:
        return "off", pgettext_lazy("juror", "said no")
    if row.agreed_at is None:
        return "waiting", pgettext_lazy("juror", "invited")
    return "done", pgettext_lazy("juror", "agreed")


class Jury(RoundTab):
    """Jurors with their progress; more by those who run the call."""

    here = "juries_hq:jury"
    template_name = "juries/hq/jury.html"
    order = ("pk",)
    form_class = InviteForm
    form_title, form_submit = gettext_lazy("Invite a juror"), gettext_lazy("Invite")
    refusals = {Refused: "email"}
    empty = gettext_lazy("No juror yet.")

    def rows(self) -> QuerySet[Juror]:
        return self.round.jurors.all()

    def prepared(self, rows: list[Any]) -> list[Any]:
        of = Review.objects.filter(juror__in=rows).order_by().values_list("juror")
        counts = {pk: more for pk, *more in of.annotate(n=Count("pk"), done=Count("done_at"))}
        marked: dict[int, list[float]] = {}
        for pk, total in Review.objects.filter(juror__in=rows, total__isnull=False).values_list(
            "juror", "total"
        ):
            marked.setdefault(pk, []).append(total or 0.0)
        barred = Conflict.objects.filter(juror__in=rows).order_by().values_list("juror")
        conflicts = dict(barred.annotate(n=Count("application", distinct=True)))
        for row in rows:
            row.n, row.n_done = counts.get(row.pk, (0, 0))
            row.n_conflicts, row.told = conflicts.get(row.pk, 0), _state(row)
            mine = marked.get(row.pk)
            row.mean = round(sum(mine) / len(mine)) if mine else None
        return rows

    def add(self, said: dict[str, Any]) -> HttpResponse | None:
        found = round_of(self.request, self.round.pk, RUN_CALLS)
        address = said.pop("email")
        actions.invite_juror(
            round_=found, address=address, language=(get_language() or "fr")[:2], by=me(self.request), **said
        )
        messages.success(self.request, _("Invited by e-mail."))
        return None

    def about(self) -> dict[str, Any]:
        found = super().about()
        if not found["may_run"]:
            found["form"] = None
        return found | {"figures": _figures(self.round), "run": latest(self.round, Run.Deed.ASSIGN)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not runs(request.user):
            return access.denied(request)
        return super().post(request, *args, **kwargs)


def _figures(round_: Round) -> dict[str, int]:
    read = Application.objects.read().filter(round=round_)
    done = Count("reviews", filter=Q(reviews__done_at__isnull=False))
    return {
        "applications": read.count(), "agreed": round_.jurors.active().exclude(agreed_at=None).count(),
        "reviews": Review.objects.filter(juror__round=round_).count(),
        "done": Review.objects.filter(juror__round=round_).exclude(done_at=None).count(),
        "short": read.annotate(n_done=done).filter(n_done__lt=round_.n_reviews).count(),
    }  # fmt: skip


@needs(RUN_CALLS)
@require_POST
@once(_BUSY)
def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the applications given to the jurors."""
    return asked(request, round_of(request, pk, RUN_CALLS), Run.Deed.ASSIGN, "juries_hq:jury")


@needs(RUN_CALLS)
@require_POST
@once(_BUSY)
def nudges(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind jurors of what is left."""
    n = actions.nudge(round_=round_of(request, pk, RUN_CALLS))
    words = ngettext("%(n)d juror gets a reminder.", "%(n)d jurors get a reminder.", n)
    messages.success(request, words % {"n": n})
    return redirect("juries_hq:jury", pk)


@needs(RUN_CALLS)
@require_POST
def removal(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Take a juror off."""
    juror = get_object_or_404(round_of(request, pk, RUN_CALLS).jurors.all(), pk=key)
    actions.take_off(juror=juror, by=me(request))
    messages.success(
        request, _("Taken off the jury. What they marked stays; assign again to hand on the rest.")
    )
    return redirect("juries_hq:jury", pk)
