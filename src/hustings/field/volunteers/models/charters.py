"""Charters: rules that volunteers accept, version by version."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.text.languages import Translated
from hustings.people.persons.models import Person


class CharterQuerySet(models.QuerySet["Charter"]):
    """Questions about many charters."""

    def live(self) -> Self:
        return self.filter(archived_at=None)


class Charter(models.Model):
    """Rules for all volunteers, or for the tasks that name it. Its text stands in its versions."""

    titles = models.JSONField(_("title"), default=dict, help_text="language -> title")
    is_general = models.BooleanField(_("accepted by all volunteers"), default=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = CharterQuerySet.as_manager()

    class Meta:
        verbose_name = _("charter")
        verbose_name_plural = _("charters")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    title = Translated("titles")

    def current(self) -> "CharterVersion | None":
        return self.versions.order_by("-number").first()


class CharterVersion(models.Model):
    """A charter as it was accepted. A new text is a new version."""

    charter = models.ForeignKey(Charter, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField()
    texts = models.JSONField(_("text"), default=dict, help_text="language -> plain text")
    published_at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["charter", "-number"]
        constraints = [models.UniqueConstraint(fields=["charter", "number"], name="one_charter_version")]

    def __str__(self) -> str:
        return f"{self.charter} ({self.number})"

    text = Translated("texts")


class CharterAcceptance(models.Model):
    """Somebody's yes to one version."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="charter_acceptances", db_index=False)
    version = models.ForeignKey(CharterVersion, models.CASCADE, related_name="acceptances")
    accepted_at = models.DateTimeField(default=timezone.now)
    source = models.CharField(max_length=200, blank=True, help_text="The page on which it was accepted")

    class Meta:
        ordering = ["-accepted_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "version"], name="one_yes_to_a_charter")]
