"""Helpers of a candidate: they write the pages, news and events of this one, and see nothing else."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import Grant
from hustings.foundation.accounts.roles import Role
from hustings.site.candidates.rights import HELP_CANDIDATE


class Helper(models.Model):
    """One member of the team for one candidate, as long as the grant is live."""

    candidacy = models.ForeignKey("candidates.Candidacy", models.CASCADE, related_name="helpers")
    grant = models.ForeignKey(Grant, models.CASCADE, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("candidate’s helper")
        verbose_name_plural = _("candidates’ helpers")
        constraints = [
            models.UniqueConstraint(fields=["candidacy", "grant"], name="one_helper_per_candidacy_and_grant")
        ]

    def __str__(self) -> str:
        return str(self.grant)


def helped(user: Any) -> models.QuerySet[Helper]:
    """Whom ``user`` helps today; use as ``values("candidacy")``."""
    mine = [each.pk for each in access.grants(user, HELP_CANDIDATE) if each.role == Role.HELPER]
    return Helper.objects.filter(grant__in=mine)
