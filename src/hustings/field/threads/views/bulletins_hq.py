"""HQ: messages that hosts want to send to all members, to be approved by the team of the territory."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from hustings.field.threads import actions, bulletin_origins, bulletin_reach, circles
from hustings.field.threads.forms import RefusalForm
from hustings.field.threads.models import Bulletin, Trust
from hustings.field.threads.models.messages import short_name
from hustings.field.threads.rights import approves
from hustings.foundation.accounts.access import guard, me
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Moment, State, Title
from hustings.foundation.lib.web.frame import Pages
from hustings.outreach.mailings.refusals import Refused as NotSent
from hustings.people.persons.refusals import Refused

BULLETINS = gettext_lazy("Messages to members")
page = Pages("threads/hq", "threads_hq:bulletins", BULLETINS, "mail", top="bulletins")
_decides = guard(approves)


def _circle_title(one: Bulletin) -> str:
    circle = circles.find(one.kind, one.subject)
    return circle.title if circle else ""


class Bulletins(Resource):
    """Those of the user's territories, the newest first."""

    guard = _decides
    title, icon = BULLETINS, "mail"
    order = ("-written_at", "-pk")
    columns = (
        Title("title", gettext_lazy("Subject"), url="threads_hq:bulletin", under=_circle_title),
        Moment("written_at", gettext_lazy("Written")),
        State("state", gettext_lazy("Status"), accessor=lambda one: (one.state, one.state_in_words)),
    )
    empty = gettext_lazy("No message yet. Messages that hosts write to all their members appear here.")

    def rows(self) -> QuerySet[Bulletin]:
        return Bulletin.objects.visible_to(self.user)


def _seen(request: HttpRequest, pk: int) -> Bulletin:
    rows = Bulletin.objects.visible_to(request.user).select_related("person", "mailing", "decided_by")
    return get_object_or_404(rows, pk=pk)


@_decides
@require_safe
def bulletin(request: HttpRequest, pk: int) -> HttpResponse:
    """One message, whom it reaches, and what may be decided."""
    return _bulletin(request, _seen(request, pk), RefusalForm())


def _bulletin(request: HttpRequest, found: Bulletin, form: RefusalForm, status: int = 200) -> HttpResponse:
    circle = circles.find(found.kind, found.subject)
    live = Trust.objects.filter(kind=found.kind, subject=found.subject, person=found.person_id, ended_at=None)
    context: dict[str, Any] = {
        "bulletin": found, "circle": circle, "form": form, "writer": _writer(request, found),
        "reach": bulletin_reach.of(circle) if circle else None,
        "sent": bulletin_reach.outcome(found.mailing) if found.mailing else None,
        "origin": bulletin_origins.of(found, me(request)),
        "obstacle": actions.obstacle(found, circle) if circle else "",
        "is_trusted": bool(found.person_id) and live.exists(),
    }  # fmt: skip
    return page(request, "bulletin", found.title, context, status)


def _writer(request: HttpRequest, found: Bulletin) -> str:
    """In full for those who may see them, else as members read it."""
    if found.person and found.person.is_seen_by(request.user):
        return str(found.person)
    return short_name(found.person)


@_decides
@require_POST
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve it, refuse it with a reason, or trust its host no more."""
    found, deed, user = _seen(request, pk), request.POST.get("deed", ""), me(request)
    try:
        if deed in {"approve", "trust"}:
            return _approved(request, found, is_trusted=deed == "trust")
        if deed == "refuse":
            form = RefusalForm(request.POST)
            if not form.is_valid():
                return _bulletin(request, found, form, 422)
            actions.refuse_bulletin(bulletin=found, user=user, **form.cleaned_data)
        elif deed == "end_trust":
            actions.end_trust(bulletin=found, user=user)
    except (Refused, NotSent) as refused:
        messages.error(request, str(refused))
        return redirect("threads_hq:bulletin", pk)
    messages.success(request, _("Saved."))
    return redirect("threads_hq:bulletin", pk)


def _approved(request: HttpRequest, found: Bulletin, *, is_trusted: bool) -> HttpResponse:
    """On to the mailing, where something still keeps it from leaving and ``user`` may mend that."""
    problem = actions.approve_bulletin(bulletin=found, user=me(request), is_trusted=is_trusted)
    found.refresh_from_db()
    if problem and found.mailing_id:
        messages.warning(request, problem)
        return redirect("dispatch:mailing", found.mailing_id)
    messages.success(request, _("Approved: the message is being sent."))
    return redirect("threads_hq:bulletin", found.pk)
