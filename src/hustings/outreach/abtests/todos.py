"""Tests of versions that wait for somebody's decision."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.lib import todos
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.abtests.panel import ANCHOR
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS


def undecided(user: Any) -> Iterable[todos.Todo]:
    if access.may(user, SEND_MAILINGS):
        asking = ABTest.objects.running().filter(asked_at__isnull=False, decided_at=None)
        for trial in asking.select_related("mailing"):
            words = _("Choose the winner for “%(name)s”")
            url = f"{reverse('dispatch:mailing', args=[trial.pk])}#{ANCHOR}"
            yield todos.Todo(words % {"name": trial.mailing.name}, url, is_urgent=True)
