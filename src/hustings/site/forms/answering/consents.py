"""A survey's three consents, each for itself: the use of the answers, staying in touch, becoming a supporter.

Answers to a survey may tell a political opinion, so they are kept by an explicit yes alone (GDPR, article 9).
Who doesn't want to stay in touch answers without a name: their answers hang on nobody, even where they join.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.territories.models import Kind, Zone
from hustings.people.persons import actions as people
from hustings.people.persons.models import OF_SURVEYS, Purpose, Wording
from hustings.people.signups.public_forms import arrivals, consents
from hustings.site.forms.models import Questionnaire, Response

USE, JOIN = Purpose.ANSWERS, Purpose.JOIN


class NotAgreed(Exception):
    """Without a yes to their use no answers are kept."""


def sentences(questionnaire: Questionnaire, purposes: list[str], request: HttpRequest) -> dict[str, Wording]:
    """Purpose -> sentence in the order of the boxes: use, ways to stay in touch, joining."""
    asked = consents.asked(request)
    touch = {purpose: asked[purpose] for purpose in purposes if purpose in asked}
    if not questionnaire.is_survey:
        return touch
    return {
        USE.value: people.wording(purpose=USE, text=said(questionnaire, USE)),
        **touch,
        JOIN.value: people.wording(purpose=JOIN, text=said(questionnaire, JOIN)),
    }


def said(questionnaire: Questionnaire, purpose: str) -> str:
    """The survey's own sentence, else ours, in the language that is active."""
    words = {"name": Campaign.current().name}
    if purpose == USE:
        ours = _(
            "I agree that %(name)s stores and analyses my answers, which may reveal my political opinions."
        )
        return questionnaire.say("use") or ours % words
    ours = _("I want to become a supporter of %(name)s.")
    return questionnaire.say("join") or ours % words


def stays_in_touch(given: Mapping[str, Any]) -> bool:
    return bool(set(given) - OF_SURVEYS)


def hide(response: Response, now: datetime) -> None:
    """Take off a response what tells who sent it, by whose link and when, but for the hour."""
    response.who, response.mailbox = {}, ""
    response.came = {name: word for name, word in response.came.items() if name in arrivals.NAMES}
    response.sent_at = now.replace(minute=0, second=0, microsecond=0)
    response.visitor = unlike(response.visitor)


def unlike(visitor: str) -> str:
    """The digest of a network for answers without a name: another than sign-ups keep."""
    return salted_hmac("hustings.site.forms.anonymous", visitor).hexdigest()[:32] if visitor else ""


def wider(zone: int | None) -> int | None:
    """The department around a place, since few live in a village; none where there is none."""
    if zone is None:
        return None
    around = Zone.objects.filter(pk=zone).first()
    found = Zone.objects.containing(around).of_kind(Kind.DEPARTMENT).first() if around else None
    return found.pk if found else None
