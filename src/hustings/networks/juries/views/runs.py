"""Work in the background on a round: asked for, and how far it is."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me
from hustings.foundation.jobs import live_tasks
from hustings.networks.initiatives.models import Round
from hustings.networks.initiatives.refusals import NotDone
from hustings.networks.initiatives.views.frame import round_of, sees
from hustings.networks.juries import actions, tasks
from hustings.networks.juries.models import Run

_TASKS = {Run.Deed.ASSIGN: tasks.assign, Run.Deed.COUNT: tasks.count}


def latest(round_: Round, deed: str) -> Run | None:
    """The last one, to be shown."""
    run = round_.runs.filter(deed=deed).first()
    return run and _watched(run)


def _watched(run: Run) -> Run:
    """The run, with ``is_lost``: it was given up, so that no task will end it."""
    run.is_lost = False  # type: ignore[attr-defined]
    if run.done_at is None and live_tasks.lost(_TASKS[Run.Deed(run.deed)], [run.pk]):
        run.refresh_from_db(fields=["done_at", "percent"])  # it may have ended in between
        run.is_lost = run.done_at is None  # type: ignore[attr-defined]
    return run


def asked(request: HttpRequest, round_: Round, deed: str, back: str) -> HttpResponse:
    """Begin it, or say why not; its progress stands on the page behind."""
    try:
        if actions.ask(round_=round_, deed=deed, by=me(request)) is None:
            messages.info(request, _("This is already running."))
    except NotDone as refused:
        messages.error(request, str(refused))
    return redirect(back, round_.pk)


@access.guard(sees)
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Progress of a run; the page anew once it is done, or given up."""
    run = get_object_or_404(Run.objects.select_related("round"), pk=pk)
    round_of(request, run.round_id)
    _watched(run)
    answer = render(request, "juries/hq/progress.html", {"run": run})
    if run.done_at or run.is_lost:  # type: ignore[attr-defined]
        answer["HX-Refresh"] = "true"
    return answer
