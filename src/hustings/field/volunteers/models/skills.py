"""Skills: what tasks and shifts ask for, as the campaign names them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.text.languages import Translated


class Skill(models.Model):
    """One thing that people can do, such as first aid or driving a van."""

    names = models.JSONField(_("name"), default=dict, help_text="language -> name")
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    name = Translated("names")
