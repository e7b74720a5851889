"""An empty sign-up form in the reader's language."""

from django.utils.translation import get_language

from hustings.website import stamp
from hustings.website.forms import SignUpForm
from hustings.website.models import ConsentLine


def empty_form(source: str, ref: str = "") -> SignUpForm:
    """The form with the consents that this language asks for, stamped now.

    ``ref`` is the link of a letter by which they came.
    """
    lines = (
        ConsentLine.objects.filter(language=get_language())
        .select_related("wording")
        .order_by("position", "pk")
    )
    asked = {line.purpose: line.wording for line in lines}
    shown = stamp.now(source, {purpose: wording.pk for purpose, wording in asked.items()}, ref)
    return SignUpForm(shown, texts={wording.pk: wording.text for wording in asked.values()})
