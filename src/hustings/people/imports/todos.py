"""To-dos of imports, for the dashboard."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.lib.todos import Todo
from hustings.people.imports.models import Import
from hustings.people.persons.rights import IMPORT_PEOPLE


def waiting(user: Any) -> Iterator[Todo]:
    State = Import.State  # noqa: N806
    states = [State.PAUSED]
    if access.everywhere(user, IMPORT_PEOPLE):
        states.append(State.CHECKED)
    for imported in Import.objects.visible_to(user).filter(state__in=states)[:5]:
        is_paused = imported.state == State.PAUSED
        words = _("The import of “%(file)s” is paused") if is_paused else _("“%(file)s” is ready to import")
        yield Todo(
            words % {"file": imported.file_name}, reverse("imports:import", args=[imported.pk]), is_paused
        )
