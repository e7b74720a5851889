"""An empty sign-up form in the reader's language."""

from typing import Any

from django.http import HttpRequest

from hustings.people.signups.public_forms import consents
from hustings.people.signups.public_forms.stamp import Stamp
from hustings.site.website.forms import SignUpForm


def empty_form(source: str, request: HttpRequest, typed: Any = None) -> SignUpForm:
    """The form with this language's consents, stamped now, with what was ``typed``, if anything."""
    boxes = consents.asked(request)
    shown = consents.stamped(source, request, boxes)
    return SignUpForm(shown, typed, texts={wording.pk: wording.text for wording in boxes.values()})


def stamped(request: HttpRequest) -> Stamp:
    return consents.stamped(request.path, request, consents.asked(request))
