"""Do-not-call lists: numbers that nobody calls, from national files or the campaign's own."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.sql.key_fields import KeyField


class NumberFile(models.Model):
    """A file of numbers. A newer one of the same name takes its place once it is read whole."""

    name = models.CharField(_("list"), max_length=100)
    file = models.CharField(_("file"), max_length=200)
    as_of = models.DateField(_("as of"), default=timezone.localdate)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    read_at = models.DateTimeField(default=timezone.now)
    n = models.PositiveIntegerField(_("numbers"), default=0)
    n_unread = models.PositiveIntegerField(_("lines that are no numbers"), default=0)

    class Meta:
        verbose_name = _("do-not-call list")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class BarredNumber(models.Model):
    """A number that nobody calls, in E.164."""

    file = models.ForeignKey(NumberFile, models.CASCADE, related_name="numbers", db_index=False)
    number = KeyField(max_length=16)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["number", "file"], name="one_barred_number_per_file")]
        indexes = [models.Index(fields=["file"], name="barred_numbers_of_file")]

    def __str__(self) -> str:
        return self.number
