"""Texts on the list of to-dos: held, or without a gateway that takes them."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.foundation.accounts import access
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import todos
from hustings.outreach.text_messages import gateways
from hustings.outreach.text_messages.models import Conversation, Gateway, TextBlast
from hustings.outreach.text_messages.rights import SEND_TEXTS

_SHOWN, _COUNTED = 5, 100


def _due(user: Any) -> Iterable[todos.Todo]:
    if not access.may(user, SEND_TEXTS):
        return
    waiting = Conversation.objects.visible_to(user).exclude(waiting_since=None)
    if n := waiting[:_COUNTED].count():
        words = ngettext("%(n)s reply by text waits", "%(n)s replies by text wait", n) % {"n": n}
        yield todos.Todo(words, reverse("text_messages:replies"))
    held = TextBlast.objects.filter(is_restored=True, cancelled_at=None, finished_at=None)
    for text in held.exclude(paused_at=None)[:_SHOWN]:
        words = _("A backup was restored: the text message “%(name)s” waits for you") % {"name": text.name}
        yield todos.Todo(words, reverse("text_messages:text", args=[text.pk]), is_urgent=True)
    on = list(Gateway.objects.on())
    lacking = {gateway.pk for gateway in gateways.without_keys(on)}
    for gateway in on:
        if gateway.problem or gateway.pk in lacking:
            words = _("Texts can’t leave by “%(name)s”") % {"name": gateway.name}
            yield todos.Todo(words, reverse("text_messages:gateway", args=[gateway.pk]), is_urgent=True)


part = Contribution(todos.sources(_due))
