"""To-dos of whoever guards the mail: incidents that nobody has judged."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.foundation.lib.todos import Todo
from hustings.security.incidents.models import Incident

MANY = 1_000  # counted no further
FIRST = 10  # before anything else that is urgent


def incidents(user: Any) -> Iterator[Todo]:
    if not access.may(user, GUARD_MAIL):
        return
    if n := Incident.objects.open().filter(outcome="")[:MANY].count():
        words = ngettext("%(n)s incident to judge", "%(n)s incidents to judge", n)
        said = f"{MANY}+" if n == MANY else str(n)
        yield Todo(words % {"n": said}, reverse("incidents:incidents"), is_urgent=True, weight=FIRST)
