"""HQ: write mailings, look at them, try them out."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.lib.web.idempotency import Refusal, once
from hustings.outreach.abtests import panel as testing
from hustings.outreach.archive import panel as archive
from hustings.outreach.automations.models import Sequence
from hustings.outreach.bounces import alarms
from hustings.outreach.delivery import progress
from hustings.outreach.dispatch import actions, status
from hustings.outreach.dispatch.actions.alarms import may_go_on
from hustings.outreach.dispatch.forms.mailings import TestForm
from hustings.outreach.dispatch.views import send
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.pages import find, framed, preview, typed
from hustings.outreach.mailings.rights import may_change, may_steer
from hustings.outreach.mailings.sending_rights import CHANGE_MAILINGS, SEND_MAILINGS
from hustings.outreach.review.comments import threads
from hustings.outreach.tracking import comparison, figures, link_map, results
from hustings.outreach.tracking.attribution import figures as following
from hustings.people.persons.rights import VIEW_PEOPLE


def alarmed(request: HttpRequest, mailing: Mailing) -> dict[str, Any]:
    """What stopped it by itself, and whether it is theirs to let it go on."""
    found = alarms.shown(mailing)
    has_open = any(alarm.waived_at is None for alarm, _words in found)
    return {"alarms": found, "is_stopped": has_open, "may_go_on": has_open and may_go_on(request.user)}


def mapped(context: dict[str, Any]) -> dict[str, Any]:
    """The letter with the clicks of its links drawn on it, where there were any."""
    found = context["figures"]
    if "html" not in context or not found or not found.shares:
        return {}
    return {"html": link_map.drawn(context["html"], found.shares), "has_link_map": True}


class Mailings(Resource):
    """All mailings, newest first."""

    guard = needs(VIEW_MAILINGS)
    title, icon, size = gettext_lazy("Mailings"), "mail", 25
    buttons = (
        Button(
            gettext_lazy("New mailing"), "dispatch:begin", lambda user: access.may(user, CHANGE_MAILINGS)
        ),
        Button(gettext_lazy("Scheduled"), "dispatch:planned"),
        Button(pgettext_lazy("mailings", "Compare"), "tracking:comparison"),
        Button(
            gettext_lazy("Bounced addresses"), "bounces:bouncing",
            lambda user: access.may(user, VIEW_PEOPLE),
        ),
    )  # fmt: skip
    empty = gettext_lazy(
        "No mailings yet. Create a segment of people who agreed to e-mails, then write to it."
    )
    template_name = "dispatch/mailings.html"

    def rows(self) -> QuerySet[Mailing]:
        return Mailing.objects.exclude(kind=Mailing.Kind.STEP).select_related("segment")

    def prepared(self, rows: list[Any]) -> list[Any]:
        """Each with its rates: some questions, however many there are, and one for each that is moving."""
        said = threads.n_open([mailing for mailing in rows if mailing.is_draft])
        begun = [mailing for mailing in rows if mailing.started_at]
        lines = {line.mailing.pk: line for line in comparison.lines(begun)}
        moving = {mailing.pk: progress.of(mailing).percent for mailing in begun if mailing.is_moving}
        return [
            (mailing, lines.get(mailing.pk), moving.get(mailing.pk), said.get(mailing.pk, 0))
            for mailing in rows
        ]


@needs(VIEW_MAILINGS)
def mailing(request: HttpRequest, pk: int) -> HttpResponse:
    """Of a draft what is needed to send it; of one that was sent how far it is."""
    mailing = typed(find(pk))
    if mailing.is_draft:
        return send.page(request, mailing)
    user = me(request)
    context: dict[str, Any] = framed(mailing.name) | {
        "mailing": mailing,
        "may_change": may_change(user, mailing),
        "may_send": access.may(user, SEND_MAILINGS),
        "may_steer": may_steer(user, mailing),
        "may_see_people": access.may(user, VIEW_PEOPLE),
        "n_comments": threads.n_open([mailing]).get(mailing.pk, 0),
        "test": testing.of_sent(mailing, user),
        **preview(request, mailing),
        **archive.box(mailing, user),
    }
    if mailing.is_step:
        context |= {"may_send": False, "may_steer": False, "sequence": Sequence.of_letter(mailing.pk)}
    context |= status.of(mailing) | {"figures": figures.of(mailing), "followed": following.of(mailing)}
    context |= alarmed(request, mailing) | mapped(context)
    context["results"] = results.of(mailing, context["progress"], context["followed"])
    return render(request, "dispatch/mailing.html", context)


@needs(CHANGE_MAILINGS)
@require_POST
@once("dispatch:mailings")
def test(request: HttpRequest, pk: int) -> HttpResponse:
    mailing = typed(find(pk))
    if not may_change(me(request), mailing):
        return access.denied(request)
    form = TestForm(request.POST, mailing=mailing)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(map(str, errors)))
        return Refusal(reverse("dispatch:mailing", args=[pk]))
    try:
        n = actions.send_test(mailing=mailing, user=me(request), **form.cleaned_data)
    except (actions.TestFailed, mailings_refusals.Refused) as failed:
        messages.error(request, str(failed))
        return Refusal(reverse("dispatch:mailing", args=[pk]))
    else:
        words = ngettext("%(n)d test e-mail sent.", "%(n)d test e-mails sent.", n)
        messages.success(request, words % {"n": n})
    return redirect("dispatch:mailing", pk)


@needs(CHANGE_MAILINGS)
@require_POST
@once("dispatch:mailings")
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    made = actions.begin_as_copy(mailing=typed(find(pk)), user=me(request))
    return redirect("mailing_writing:edit", made.pk)
