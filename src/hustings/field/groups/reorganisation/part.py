"""Reorganisation's part of the manifest, with the conversations that go along."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.field.groups.conversations import GROUP
from hustings.field.groups.reorganisation.rows import GroupRows, group_rows
from hustings.field.threads.models import Thread
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import how_tos


def threads(group: int) -> QuerySet[Thread]:
    return Thread.objects.of(GROUP, group)


part = Contribution(
    group_rows(GroupRows("threads", _("Conversations"), threads, "subject")),
    how_tos.pages(how_tos.beside("reorganise-groups", "groups:reorganisation*")),
)
