"""Deeds on results: have answers grouped, name a theme, set one aside."""

import logging

from django.db import transaction
from django.utils import timezone

from hustings.field.canvass_results.models import Grouping
from hustings.field.canvass_results.scopes import Scope
from hustings.field.canvass_results.tasks import group_answers
from hustings.foundation import jobs
from hustings.foundation.accounts.models import User
from hustings.people.scripts.models import Script

log = logging.getLogger(__name__)


class Changed(Exception):
    """The answers were grouped anew meanwhile."""


@transaction.atomic
def ask_to_group(*, scope: Scope, script: Script, question: str, wanted: int, user: User | None) -> Grouping:
    """Have the answers of a scope grouped anew; names that were given are gone."""
    found, _is_new = Grouping.objects.update_or_create(
        kind=scope.kind, subject=scope.subject.pk, script=script, question=question,
        defaults={
            "wanted": wanted, "user": user, "asked_at": timezone.now(), "done_at": None, "groups": [],
        },
    )  # fmt: skip
    jobs.enqueue_once(group_answers, f"canvass_results.group {found.pk}", found.pk)
    log.info("canvass_results.group grouping=%s user=%s", found.pk, user and user.pk)
    return found


@transaction.atomic
def name_theme(*, grouping: Grouping, at: int, name: str, words: list[str]) -> None:
    """Call a group by a name; without one, set it aside. Raises Changed."""
    found = Grouping.objects.select_for_update().get(pk=grouping.pk)
    if at >= len(found.groups) or found.groups[at]["words"] != words:
        raise Changed
    if name:
        found.groups[at]["name"] = name
    else:
        del found.groups[at]
    found.save(update_fields=["groups"])
    log.info("canvass_results.theme grouping=%s at=%s", found.pk, at)
