"""Choose how letters look, or have them look as the site does again."""

import logging

from django.db import transaction

from hustings.foundation.accounts.models import User
from hustings.outreach.emails.models import LetterLook

log = logging.getLogger(__name__)


@transaction.atomic
def choose_look(*, look: LetterLook, user: User) -> None:
    """Choose the look of all letters but those sent or planned and those that took somebody's yes."""
    look.pk = 1
    look.save(force_insert=not LetterLook.objects.select_for_update().filter(pk=1).exists())
    log.info("look of letters changed user=%s to=%s", user.pk, look)


@transaction.atomic
def drop_look(*, user: User) -> None:
    """As the site looks."""
    LetterLook.objects.all().delete()
    log.info("look of letters dropped user=%s", user.pk)
