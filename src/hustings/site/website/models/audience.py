"""How often pages are read: sums by day, and nothing of anybody."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.Model):
    """Whether views are counted: one row, none while nobody has chosen, which means yes."""

    is_on = models.BooleanField(_("count views"), default=True)

    class Meta:
        verbose_name = _("audience figures")

    @classmethod
    def is_counting(cls) -> bool:
        return cls.objects.filter(pk=1).values_list("is_on", flat=True).first() is not False


class Tally(models.Model):
    """Views of one day with one thing in common; two things in common are never kept together."""

    class Kind(models.TextChoices):
        PAGE = "page", _("page")
        FROM = "from", _("referring site")
        CAMPAIGN = "campaign", _("campaign")
        DEVICE = "device", _("device")
        LANGUAGE = "language", _("language")

    day = models.DateField()
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=200)
    n_views = models.PositiveIntegerField()
    n_visits = models.PositiveIntegerField(help_text="Views that did not come from a page of ours")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "kind", "name"], name="one_tally_of_a_thing_a_day")
        ]
