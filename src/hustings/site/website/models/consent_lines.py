"""Consent lines of the sign-up form."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.people.persons.models import Purpose, Wording


class ConsentLine(models.Model):
    """One box of the form in one language; it points to a wording, and a change to another one."""

    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="+", verbose_name=_("sentence"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("consent on the form")
        verbose_name_plural = _("consents on the form")
        ordering = ["language", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["purpose", "language"], name="one_line_per_purpose_and_language")
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} ({self.language})"
