"""Common parts of HQ's pages about calls: who sees them, their trail, the tabs of a round."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right
from hustings.foundation.hq.resources import Resource
from hustings.foundation.lib.web import buttons
from hustings.foundation.lib.web.frame import frame
from hustings.networks.initiatives import hooks
from hustings.networks.initiatives.models import Application, Call, Round
from hustings.networks.initiatives.refusals import NotDone
from hustings.networks.initiatives.rights import DECIDE_CALLS, RUN_CALLS

CALLS = pgettext_lazy("menu", "Calls for projects")
ICON = "pick"
STAGES = {
    "draft": ("to_approve", gettext_lazy("in preparation")),
    "soon": ("soon", pgettext_lazy("stage of a call", "opens soon")),
    "open": ("open", pgettext_lazy("stage of a call", "open")),
    "screening": ("waiting", pgettext_lazy("stage of a call", "to check")),
    "jury": ("running", pgettext_lazy("stage of a call", "jury")),
    "decision": ("waiting", pgettext_lazy("stage of a call", "to decide")),
    "announced": ("done", pgettext_lazy("stage of a call", "announced")),
}
_TABS = [
    ("initiatives_hq:round", pgettext_lazy("of a call", "Round")),
    ("initiatives_hq:applications", gettext_lazy("Applications")),
]


def sees(user: Any) -> bool:
    """Whether calls are this user's business: to run them, or to decide."""
    return access.may(user, RUN_CALLS) or access.may(user, DECIDE_CALLS)


def runs(user: Any) -> bool:
    """Whether this user runs calls somewhere."""
    return access.may(user, RUN_CALLS)


def calls_of(user: Any) -> Any:
    """Calls that this user runs or decides on."""
    mine, decided = Call.objects.of(user, RUN_CALLS), Call.objects.of(user, DECIDE_CALLS)
    if not access.may(user, RUN_CALLS):
        mine = mine.none()
    if not access.may(user, DECIDE_CALLS):
        decided = decided.none()
    return Call.objects.filter(pk__in=mine.values("pk")) | Call.objects.filter(pk__in=decided.values("pk"))


def call_of(request: HttpRequest, pk: int, right: Right = RUN_CALLS) -> Call:
    return get_object_or_404(Call.objects.of(request.user, right), pk=pk)


def round_of(request: HttpRequest, pk: int, right: Right | None = None) -> Round:
    """A round that this user may run, or see where no right is named; else 404."""
    calls = Call.objects.of(request.user, right) if right else calls_of(request.user)
    rows = Round.objects.select_related("call__zone", "questionnaire")
    return get_object_or_404(rows, pk=pk, call__in=calls)


def application_of(request: HttpRequest, pk: int, right: Right | None = None) -> Application:
    """An application that was sent, of a round that this user sees; else 404."""
    calls = Call.objects.of(request.user, right) if right else calls_of(request.user)
    rows = Application.objects.exclude(sent_at=None).select_related("round__call", "person")
    return get_object_or_404(rows, pk=pk, round__call__in=calls)


def may_run(request: HttpRequest, call: Call) -> bool:
    """Whether this user runs this very call."""
    return Call.objects.of(request.user, RUN_CALLS).filter(pk=call.pk).exists() and runs(request.user)


def tabs(round_: Round, here: str) -> list[tuple[str, Any, bool]]:
    """Address, words and whether it is this page, of each tab."""
    found = [*_TABS, *hooks.tabs.all()]
    return [(reverse(name, args=[round_.pk]), label, name == here) for name, label in found]


def show(
    request: HttpRequest, template: str, title: Any, words: dict[str, Any], *trail: tuple[str, str],
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """A page below the list of calls; ``trail``: addresses and words of pages between."""
    context = frame(str(title), (reverse("initiatives_hq:calls"), str(CALLS)), *trail, icon=ICON)
    return render(request, f"{template}.html", context | words, status=status)


def to_call(call: Call) -> tuple[str, str]:
    return reverse("initiatives_hq:call", args=[call.pk]), str(call)


def to_round(round_: Round) -> tuple[str, str]:
    return reverse("initiatives_hq:round", args=[round_.pk]), round_.name


def show_tab(
    request: HttpRequest, here: str, template: str, round_: Round, words: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A tab of a round."""
    about = {"round": round_, "call": round_.call, "tabs": tabs(round_, here), "stage": STAGES[round_.stage]}
    about["may_run"] = may_run(request, round_.call)
    return show(request, template, round_.name, about | words, to_call(round_.call), status=status)


class RoundTab(Resource):
    """A list in a tab of a round; ``here`` is the name of its view."""

    guard = access.guard(sees)
    icon, here = ICON, ""
    template_name = "initiatives/hq/list.html"

    @cached_property
    def round(self) -> Round:
        return round_of(self.request, self.kwargs["pk"])

    @property
    def title(self) -> str:
        return str(self.round)

    @property
    def caption(self) -> str:
        return str(dict([*_TABS, *hooks.tabs.all()])[self.here])

    def about(self) -> dict[str, Any]:
        found = frame(
            self.round.name,
            (reverse("initiatives_hq:calls"), str(CALLS)),
            to_call(self.round.call),
            icon=ICON,
        )
        return found | {
            "round": self.round, "call": self.round.call, "tabs": tabs(self.round, self.here),
            "stage": STAGES[self.round.stage], "may_run": may_run(self.request, self.round.call),
        }  # fmt: skip


done = partial(buttons.done, refused=NotDone)
