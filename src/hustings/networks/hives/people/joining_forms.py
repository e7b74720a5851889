"""The public form to join a buying group."""

from typing import Any

from django.http import HttpRequest

from hustings.people.persons.models import Purpose
from hustings.people.signups.public_forms import consents
from hustings.people.signups.public_forms.base import PersonForm


class JoiningForm(PersonForm):
    """Name and address of whoever joins."""

    place = "hive"
    phone = postcode = commune = None


def joining_form(request: HttpRequest, source: str, typed: Any = None) -> JoiningForm:
    """The form with the consent to e-mails, stamped now."""
    asked = consents.asked(request)
    boxes = {purpose: wording for purpose, wording in asked.items() if purpose == Purpose.EMAIL}
    shown = consents.stamped(source, request, boxes)
    return JoiningForm(shown, typed, texts={wording.pk: wording.text for wording in boxes.values()})
