"""Webhooks that were paused, as the team has to know."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.foundation.lib.todos import Todo
from hustings.foundation.webhooks.models import Endpoint


def of_paused(user: Any) -> Iterator[Todo]:
    """A line for each that the team didn't pause itself."""
    if access.may(user, CHANGE_SETTINGS):
        stopped = Endpoint.objects.kept().exclude(paused_why__in=["", Endpoint.Why.TEAM])
        for each in stopped:
            words = _("Webhook “%(name)s” is paused: %(why)s")
            said = words % {"name": each.name, "why": each.get_paused_why_display()}
            yield Todo(said, reverse("webhooks:endpoint", args=[each.pk]), is_urgent=True)
