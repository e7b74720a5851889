"""Deeds of the site."""

from django.db import transaction

from hustings.people import actions as people
from hustings.people.models import Purpose
from hustings.website.models import ConsentLine


@transaction.atomic
def offer_consent(*, purpose: Purpose, language: str, text: str, position: int = 0) -> ConsentLine:
    """Have the sign-up form ask for ``purpose`` with this sentence from now on."""
    wording = people.wording(purpose=purpose, text=text)
    return ConsentLine.objects.update_or_create(
        purpose=purpose, language=language, defaults={"wording": wording, "position": position}
    )[0]
