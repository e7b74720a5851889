"""Reviews, votes, reasons and appeal on the record of an application in HQ."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hustings.foundation.accounts.access import me, needs
from hustings.networks.initiatives.hooks import Part
from hustings.networks.initiatives.models import Application, State
from hustings.networks.initiatives.rights import DECIDE_CALLS, RUN_CALLS
from hustings.networks.initiatives.views.frame import application_of, done, may_run
from hustings.networks.juries import actions
from hustings.networks.juries.forms import AnswerForm, FeedbackForm, VoteForm
from hustings.networks.juries.models import Appeal, Conflict

HERE = "initiatives_hq:application"


def part(request: HttpRequest, row: Application) -> Part:
    """All that the jury and the committee said, and forms for what comes next."""
    runs = may_run(request, row.round.call)
    is_member = row.round.members.filter(user=request.user.pk).exists()
    is_open = row.state in {State.ELIGIBLE, State.ACCEPTED, State.REFUSED, State.RESERVE}
    criteria = {str(each.pk): str(each) for each in row.round.criteria.all()}
    reviews: list[Any] = list(row.reviews.exclude(done_at=None).select_related("juror"))
    for each in reviews:
        each.said = [(criteria[key], mark) for key, mark in each.marks.items() if key in criteria]
    appeal = Appeal.objects.filter(application=row).select_related("answered_by").first()
    words = {
        "application": row, "reviews": reviews, "votes": row.votes.select_related("user"),
        "conflicts": Conflict.objects.filter(application=row).select_related("juror"),
        "result": getattr(row, "result", None), "appeal": appeal, "may_run": runs,
        "vote_form": VoteForm() if is_member and is_open and _may_vote(row) else None,
        "feedback_form": FeedbackForm(initial={"text": row.feedback})
        if runs and is_open and not row.round.announced_at else None,
        "answer_form": AnswerForm() if runs and appeal and not appeal.answered_at else None,
        "may_wait": runs and row.state == State.ACCEPTED and not row.round.announced_at,
        "may_return": runs and row.state == State.RESERVE and not row.round.announced_at,
        "may_promote": runs and row.state == State.RESERVE and bool(row.round.announced_at),
    }  # fmt: skip
    return Part("juries/hq/record.html", words)


def _may_vote(row: Application) -> bool:
    return not row.round.announced_at or row.state == State.ELIGIBLE


@needs(DECIDE_CALLS)
@require_POST
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Yes or no, with a reason for the minutes."""
    row, form = application_of(request, pk, DECIDE_CALLS), VoteForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    is_yes = request.POST.get("is_yes") == "yes"
    deed = lambda: actions.vote(application=row, user=me(request), is_yes=is_yes, note=note)  # noqa: E731
    return done(request, deed, _("Your vote is kept."), HERE, pk)


@needs(RUN_CALLS)
@require_POST
def waiting(request: HttpRequest, pk: int) -> HttpResponse:
    """On the waiting list, back, or from it to a place that is free."""
    row = application_of(request, pk, RUN_CALLS)
    if request.POST.get("to") == "promote":
        return done(
            request, lambda: actions.promote(application=row, by=me(request)), _("Accepted."), HERE, pk
        )
    is_waiting = request.POST.get("to") == "wait"
    deed = lambda: actions.keep_waiting(application=row, is_waiting=is_waiting, by=me(request))  # noqa: E731
    return done(request, deed, _("Saved."), HERE, pk)


@needs(RUN_CALLS)
@require_POST
def feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Reasons of the committee for the letter."""
    row, form = application_of(request, pk, RUN_CALLS), FeedbackForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Too long: at most 3,000 characters."))
        return redirect(HERE, pk)
    text = form.cleaned_data["text"]
    return done(
        request,
        lambda: actions.give_feedback(application=row, text=text, by=me(request)),
        _("Saved."),
        HERE,
        pk,
    )


@needs(RUN_CALLS)
@require_POST
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an appeal."""
    row, form = application_of(request, pk, RUN_CALLS), AnswerForm(request.POST)
    found = get_object_or_404(Appeal.objects.select_related("application"), application=row)
    answer = form.cleaned_data["answer"] if form.is_valid() else ""
    is_upheld = request.POST.get("is_upheld") == "yes"
    deed = lambda: actions.answer_appeal(row=found, answer=answer, is_upheld=is_upheld, by=me(request))  # noqa: E731
    return done(request, deed, _("Answered by e-mail."), HERE, pk)
