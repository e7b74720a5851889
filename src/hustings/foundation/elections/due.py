"""To-dos about the rules of law, for the dashboard."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.foundation.elections import law
from hustings.foundation.lib import todos


def deeds_of(user: Any) -> Iterable[todos.Todo]:
    if access.may(user, CHANGE_SETTINGS) and not law.country():
        words = _("Election silence and quiet hours are off: choose a country")
        yield todos.Todo(words, reverse("wagtailsettings:edit", args=["campaigns", "campaign"]))
