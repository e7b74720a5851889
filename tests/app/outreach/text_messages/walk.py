"""Who sends texts, for the walk over all views."""

from typing import Any

from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.outreach.text_messages.models import Conversation, Gateway, TextBlast
from hustings.outreach.text_messages.rights import SEND_TEXTS
from hustings.people.segments.models import Segment

NOBODY = {"match": "all", "criteria": [{"criterion": "email", "operator": "has_none", "value": None}]}
HOLDERS = {SEND_TEXTS: {Role.DIRECTOR, Role.COMMUNICATIONS}}


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """A text of a director of the whole campaign, its gateway, and a number that nobody here has."""
    gateway = Gateway.objects.create(provider="own", name="Somebody's")
    text = TextBlast.objects.create(
        name="Somebody's", segment=Segment.objects.create(name="All who text", criteria=NOBODY), body="Hello",
        gateway=gateway, user=dora,
    )  # fmt: skip
    talk = Conversation.objects.create(gateway=gateway, number="+33612345678", waiting_since=timezone.now())
    ways = ("", "_edit", "_test", "_approval", "_sending", "_state", "_recipients")
    found = {f"text_messages:text{way}": [text.pk] for way in ways}
    found |= {f"text_messages:gateway{way}": [gateway.pk] for way in ("", "_edit", "_trial", "_switch")}
    return found | {f"text_messages:reply{way}": [talk.pk] for way in ("", "_closing")}
