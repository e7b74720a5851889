"""Ranking and decision of a round in HQ: scores, combinations within the budget, votes, letters, minutes."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Deed
from hustings.foundation.hq.tables import Column, Number, State, Title
from hustings.foundation.lib.web.idempotency import once
from hustings.money.ledger.views.frame import Money
from hustings.networks.initiatives.models import Application
from hustings.networks.initiatives.models import State as Course
from hustings.networks.initiatives.refusals import NotDone
from hustings.networks.initiatives.rights import DECIDE_CALLS, RUN_CALLS
from hustings.networks.initiatives.views.frame import RoundTab, done, round_of, sees, show_tab
from hustings.networks.initiatives.views.rounds import label
from hustings.networks.juries import actions, choosing
from hustings.networks.juries.forms import MemberForm
from hustings.networks.juries.models import Minutes, Run, Vote
from hustings.networks.juries.views.runs import asked, latest

HERE = "juries_hq:decision"
_BUSY = "initiatives_hq:calls"
_YES, _NO = "yes", "no"


def _score(row: Application) -> str:
    result = getattr(row, "result", None)
    return number_format(result.score, 1) if result else ""


def _range(row: Application) -> str:
    result = getattr(row, "result", None)
    return f"{result.low:.0f}–{result.high:.0f}" if result else ""


class Decision(RoundTab):
    """Applications by place, with the votes on each; combinations, committee and letters around."""

    here = "juries_hq:decision"
    template_name = "juries/hq/decision.html"
    order = ("place", "pk")
    tick = "title"
    deeds = (Deed(_YES, gettext_lazy("Vote yes")), Deed(_NO, gettext_lazy("Vote no")))
    columns = (
        Number("nth", gettext_lazy("Rank")),
        Title("title", gettext_lazy("Project"), url="initiatives_hq:application", under="label"),
        Column("score", gettext_lazy("Score, of 100"), accessor=_score, under=_range),
        Column("close", gettext_lazy("Too close to call"), empty=""),
        Money("asked", gettext_lazy("Amount requested"), currency="round.call.currency"),
        Column("votes_said", gettext_lazy("Votes"), empty=""),
        State("state", gettext_lazy("State"), accessor=label),
    )
    empty = gettext_lazy("No eligible application yet.")

    def rows(self) -> QuerySet[Application]:
        found: QuerySet[Application] = Application.objects.read().filter(round=self.round)
        return found.select_related("round__call", "result")

    def prepared(self, rows: list[Any]) -> list[Any]:
        said: dict[int, list[bool]] = {}
        for pk, is_yes in Vote.objects.filter(application__in=rows).values_list("application", "is_yes"):
            said.setdefault(pk, []).append(is_yes)
        for row in rows:
            votes = said.get(row.pk, [])
            words = _("%(yes)d yes, %(no)d no")
            row.votes_said = words % {"yes": votes.count(True), "no": votes.count(False)} if votes else ""
            result = getattr(row, "result", None)
            row.nth = result.place if result else None
            row.close = _("too close to call") if result and result.is_close else ""
        return rows

    def do(self, deed: str, keys: list[int]) -> str:
        rows = list(self.rows().filter(pk__in=keys))
        try:
            n = actions.vote_many(applications=rows, user=me(self.request), is_yes=deed == _YES)
        except NotDone as refused:
            return str(refused)
        return ngettext(
            "Your vote on %(n)d application is kept.", "Your votes on %(n)d applications are kept.", n
        ) % {"n": n}

    def about(self) -> dict[str, Any]:
        found = super().about()
        members = list(self.round.members.select_related("user"))
        minutes = getattr(self.round, "minutes", None)
        return found | {
            "members": members, "is_member": any(each.user_id == self.user.pk for each in members),
            "member_form": MemberForm(round_=self.round) if found["may_run"] else None,
            "missing": actions.missing(self.round) if not self.round.announced_at else [],
            "choice": choosing.of(self.round), "minutes": minutes, "run": latest(self.round, Run.Deed.COUNT),
            "signatures": list(minutes.signatures.select_related("user")) if minutes else [],
        }  # fmt: skip


@access.guard(sees)
@require_POST
@once(_BUSY)
def count(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the reviews counted anew."""
    return asked(request, round_of(request, pk), Run.Deed.COUNT, "juries_hq:decision")


@needs(RUN_CALLS)
@require_POST
def members(request: HttpRequest, pk: int) -> HttpResponse:
    """Put somebody on the committee, or take them off."""
    found = round_of(request, pk, RUN_CALLS)
    if key := request.POST.get("off"):
        rows = found.members.select_related("user")
        member = get_object_or_404(rows, pk=int(key) if key.isdecimal() and len(key) < 18 else 0)
        off = lambda: actions.unseat(round_=found, user=member.user, by=me(request))  # noqa: E731
        return done(request, off, _("Taken off the committee."), HERE, pk)
    form = MemberForm(request.POST, round_=found)
    if not form.is_valid():
        messages.error(request, _("Choose a member of the team."))
        return redirect(HERE, pk)
    user = form.cleaned_data["user"]
    return done(request, lambda: actions.seat(round_=found, user=user, by=me(request)), _("Added."), HERE, pk)


@needs(RUN_CALLS)
@require_POST
@once(_BUSY)
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the decision and write to everybody."""
    found = round_of(request, pk, RUN_CALLS)
    words = _("The letters are on their way, and the minutes are ready to sign.")
    return done(request, lambda: actions.announce(round_=found, by=me(request)), words, HERE, pk)


@access.guard(sees)
@require_safe
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Minutes of the decision, to print."""
    found = round_of(request, pk)
    row = get_object_or_404(Minutes, round=found)
    for each in row.body["applications"]:
        each["state_said"] = Course(each["state"]).label
    words = {"minutes": row, "body": row.body, "signatures": row.signatures.select_related("user")}
    return show_tab(request, "juries_hq:decision", "juries/hq/minutes", found, words)


@needs(DECIDE_CALLS)
@require_POST
def signature(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the minutes."""
    found = round_of(request, pk, DECIDE_CALLS)
    row = get_object_or_404(Minutes.objects.select_related("round"), round=found)
    return done(request, lambda: actions.sign(minutes=row, user=me(request)), _("Signed."), HERE, pk)
