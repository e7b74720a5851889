"""The links by which people bring others."""

import secrets

from django.db import models
from django.utils import timezone

from hustings.people.persons.models.persons import Person


def new_token() -> str:
    """Random, so that it tells a stranger nothing of whose it is."""
    return secrets.token_urlsafe(9)


class RecruitLinkQuerySet(models.QuerySet["RecruitLink"]):
    """Questions about many links."""

    def live(self) -> "RecruitLinkQuerySet":
        """Those that their owners did not stop."""
        return self.filter(stopped_at=None)

    def owner(self, token: str) -> Person | None:
        """Whose link it is; None where nobody's, or not any more."""
        found = self.live().select_related("person").filter(token=token).first() if token else None
        return found.person if found else None


class RecruitLink(models.Model):
    """A code in links that says who brought somebody; two records that become one keep both."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="recruit_links")
    token = models.CharField(max_length=16, unique=True, default=new_token)
    made_at = models.DateTimeField(default=timezone.now)
    n_views = models.PositiveIntegerField(default=0, db_default=0, help_text="Times that it was followed")
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects = RecruitLinkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.token
