"""An empty sign-up form in the reader's language."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from hustings.people.public_forms import arriving, consents, stamp
from hustings.website.forms import SignUpForm


def empty_form(source: str, request: HttpRequest) -> SignUpForm:
    """The form with the consents that this language asks for, stamped now with by what they came."""
    boxes = consents.asked(get_language() or settings.LANGUAGE_CODE)
    lines = {purpose: wording.pk for purpose, wording in boxes.items()}
    shown = stamp.now(source, lines, arriving.ref(request), arriving.came(request))
    return SignUpForm(shown, texts={wording.pk: wording.text for wording in boxes.values()})
