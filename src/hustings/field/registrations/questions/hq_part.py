"""Questions on HQ's page of an event, with what was answered."""

from typing import Any

from django.http import HttpRequest

from hustings.field.events.models import Event
from hustings.field.registrations.questions import actions, answers, retention
from hustings.foundation.accounts import access
from hustings.people.persons.rights import VIEW_PEOPLE


def build(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    """None where the event takes no registrations and asks nothing."""
    counts = answers.counts(event)
    if not event.takes_registrations and not counts:
        return None
    asked = [one for one in counts if one.question.retired_at is None]
    return {
        "template": "questions/hq/panel.html", "event": event, "asked": asked, "months": retention.MONTHS,
        "old": [one for one in counts if one.question.retired_at], "may_add": len(asked) < actions.MOST,
        "sees_answers": access.may(request.user, VIEW_PEOPLE),
    }  # fmt: skip
