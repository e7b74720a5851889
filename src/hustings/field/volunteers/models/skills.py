"""Skills: what tasks and shifts ask for, as the campaign names them, and who has them."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.text.languages import Translated
from hustings.people.persons.models import Person


class SkillKind(models.TextChoices):
    """Sort of skill: something one can do, speaks, or can bring."""

    SKILL = "skill", _("skill")
    LANGUAGE = "language", _("language")
    ASSET = "asset", _("equipment")


class SkillQuerySet(models.QuerySet["Skill"]):
    """Questions about many skills."""

    def offered(self) -> Self:
        return self.filter(archived_at=None)


class Skill(models.Model):
    """One thing that people can do or bring, such as first aid or a van."""

    names = models.JSONField(_("name"), default=dict, help_text="language -> name")
    kind = models.CharField(_("kind"), max_length=10, choices=SkillKind, default=SkillKind.SKILL)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = SkillQuerySet.as_manager()

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    name = Translated("names")


class HeldSkillQuerySet(models.QuerySet["HeldSkill"]):
    """Questions about many skills of people."""

    def verified(self, day: dt.date | None = None) -> Self:
        """Those that somebody of the team has checked, and that hold on that day."""
        on = day or timezone.localdate()
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=on), verified_at__isnull=False)


class HeldSkill(models.Model):
    """A skill of somebody: said by them, and checked by the team where it was."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="held_skills", db_index=False)
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="held", verbose_name=_("skill"))
    said_at = models.DateTimeField(default=timezone.now)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    objects = HeldSkillQuerySet.as_manager()

    class Meta:
        ordering = ["skill"]
        constraints = [models.UniqueConstraint(fields=["person", "skill"], name="one_skill_per_person")]

    @property
    def is_verified(self) -> bool:
        lasts = self.valid_until is None or self.valid_until >= timezone.localdate()
        return self.verified_at is not None and lasts
