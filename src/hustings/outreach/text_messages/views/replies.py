"""HQ: replies by text, the longest waiting first; one conversation in one pair of hands."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_http_methods, require_POST

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Moment, State, Title
from hustings.foundation.lib.web.frame import Pages, status_of
from hustings.outreach.text_messages import actions
from hustings.outreach.text_messages.forms import AnswerForm
from hustings.outreach.text_messages.models import Conversation, Incoming, TextMessage
from hustings.outreach.text_messages.rights import SEND_TEXTS
from hustings.people.persons import phones
from hustings.people.persons.access import access_log
from hustings.people.persons.models import Look

REPLIES = gettext_lazy("Replies by text")
page = Pages("text_messages/hq", "text_messages:replies", REPLIES, "comment", top="replies")
_SHOWN = 50  # texts of each side


def _who(row: Conversation) -> str:
    return str(row.person) if row.person else phones.shown(row.number)


def _state(row: Conversation) -> tuple[str, Any]:
    if row.waiting_since is None:
        return "done", pgettext("replies", "answered")
    if holder := row.holder(timezone.now()):
        return "held", _("in the hands of %(name)s") % {"name": holder}
    return "waiting", pgettext("replies", "waiting")


class Replies(Resource):
    """Conversations with people of the user's territories that wait for an answer."""

    guard = needs(SEND_TEXTS)
    title, icon = REPLIES, "comment"
    trail = (("text_messages:texts", gettext_lazy("Text messages")),)
    order = ("waiting_since", "pk")
    columns = (
        Title("number", gettext_lazy("Name"), accessor=_who, url="text_messages:reply"),
        Moment("waiting_since", gettext_lazy("Waiting since")),
        State("state", gettext_lazy("State"), accessor=_state),
    )
    empty = gettext_lazy("No reply waits for an answer.")

    def rows(self) -> QuerySet[Conversation]:
        found = Conversation.objects.visible_to(self.user).exclude(waiting_since=None)
        return found.select_related("person", "claimed_by")


@needs(SEND_TEXTS)
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """One conversation: opened, it is in this user's hands for some minutes."""
    rows = Conversation.objects.visible_to(request.user).select_related("person", "gateway", "claimed_by")
    found = get_object_or_404(rows, pk=pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(
                conversation=found, key=form.cleaned_data["key"], words=form.cleaned_data["words"],
                user=me(request),
            )  # fmt: skip
        except actions.NotYours as why:
            form.add_error("words", str(why))
        else:
            messages.success(request, _("The answer is on its way."))
            return redirect("text_messages:replies")
    is_mine = actions.take(conversation=found, user=me(request))
    if found.person_id:
        access_log.saw(request.user, [found.person_id], Look.How.RECORD)
    context = {
        "conversation": found, "form": form, "lines": _lines(found), "is_mine": is_mine,
        "holder": None if is_mine else found.claimed_by,
    }  # fmt: skip
    return page(request, "reply", _who(found), context, status_of(form))


def _lines(found: Conversation) -> list[dict[str, Any]]:
    """The last texts of both sides, the oldest first."""
    about = {"gateway": found.gateway_id, "number": found.number}
    came = Incoming.objects.filter(**about).order_by("-pk")[:_SHOWN]
    sent = TextMessage.objects.filter(**about, wired_at__isnull=False).select_related("text").order_by("-pk")
    lines: list[dict[str, Any]] = [
        {"at": row.received_at, "is_ours": False, "words": row.body} for row in came
    ]
    lines += [
        {"at": row.wired_at, "is_ours": True, "words": row.body or (row.text.body if row.text else "")}
        for row in sent[:_SHOWN]
    ]
    return sorted(lines, key=lambda line: line["at"])[-_SHOWN:]


@needs(SEND_TEXTS)
@require_POST
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a conversation aside that needs no answer."""
    found = get_object_or_404(Conversation.objects.visible_to(request.user), pk=pk)
    try:
        actions.close(conversation=found, user=me(request))
    except actions.NotYours as why:
        messages.error(request, str(why))
        return redirect("text_messages:reply", pk)
    return redirect("text_messages:replies")
