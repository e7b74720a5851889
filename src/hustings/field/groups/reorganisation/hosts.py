"""Which half a split leaves without a host, and what follows: the rule of vacancies, told beforehand."""

from collections.abc import Collection
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.groups.models import LocalGroup
from hustings.foundation.lib.dates import date_format


def lacking(group: LocalGroup, people: Collection[int], host: int | None, name: str) -> list[str]:
    """Names of the halves that nobody hosts. Groups that the team runs need no host."""
    if not group.hosted_at:
        return []
    stays = group.memberships.hosts().exclude(person__in=people).exists()
    return [half for half, is_hosted in ((group.name, stays), (name, bool(host))) if not is_hosted]


def told(group: LocalGroup, name: str) -> str:
    due = timezone.now() + timedelta(days=group.rules.vacancy_days)
    return _(
        "“%(group)s” is left without a host: its co-hosts, then some members are asked, your team is in"
        " charge meanwhile, and it closes on %(day)s unless a host is found. Choose a host, or tick this box."
    ) % {"group": name, "day": date_format(due, "DATE_FORMAT")}
