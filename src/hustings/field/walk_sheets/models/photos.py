"""Photos of sheets that were walked, and the marks read from them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.field.walk_sheets.models.sheets import Sheet, SheetVersion


class PhotoQuerySet(models.QuerySet["Photo"]):
    """Questions about many photos."""

    def visible_to(self, user: Any) -> "PhotoQuerySet":
        """Those of sheets that the user sees, and their own that no sheet is known of."""
        sheets = Sheet.objects.visible_to(user)
        return self.filter(models.Q(version__sheet__in=sheets) | models.Q(version=None, user=user))

    def progress(self, user: Any) -> tuple[int, int] | None:
        """Photos read, of how many: of the oldest upload of ``user`` that still has photos to be read."""
        mine: Any = self.filter(user=user)
        waiting = mine.filter(read_at=None).order_by("uploaded_at").values("uploaded_at")[:1]
        told = mine.filter(uploaded_at=waiting).aggregate(done=Count("read_at"), n=Count("pk"))
        return (told["done"], told["n"]) if told["n"] else None


class Photo(models.Model):
    """A photo of one page. Its picture is gone once its reading is confirmed."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("photo", "being read")
        REFUSED = "refused", pgettext_lazy("photo", "take again")
        DOUBTFUL = "doubtful", pgettext_lazy("photo", "boxes to check")
        READY = "ready", pgettext_lazy("photo", "to confirm")
        CONFIRMED = "confirmed", pgettext_lazy("photo", "confirmed")

    name = models.CharField(max_length=150)
    picture = models.BinaryField(null=True, help_text="As it came; once read, the page laid flat")
    walked_on = models.DateField(_("day"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    version = models.ForeignKey(
        SheetVersion, models.CASCADE, null=True, related_name="photos", db_index=False
    )
    page = models.PositiveSmallIntegerField(null=True)
    read_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=10, blank=True, help_text="Reason of Unreadable")
    confirmed_at = models.DateTimeField(null=True)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        indexes = [models.Index(fields=["version", "page"], name="photos_of_page")]

    def __str__(self) -> str:
        return self.name


class Reading(models.Model):
    """One box that is ticked, or may be."""

    class State(models.TextChoices):
        TICKED = "ticked", _("ticked")
        EMPTY = "empty", _("not ticked")
        DOUBTFUL = "doubtful", _("to be checked")

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="readings", db_index=False)
    row = models.PositiveSmallIntegerField()
    door = models.CharField(max_length=100)
    question = models.CharField(max_length=10)
    choice = models.CharField(max_length=10)
    state = models.CharField(max_length=8, choices=State)
    reason = models.CharField(max_length=6, blank=True, help_text="Why it was doubtful")
    x = models.PositiveSmallIntegerField(help_text="Middle on the flat page, in dots")
    y = models.PositiveSmallIntegerField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("box that was read")
        ordering = ["row", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["photo", "row", "question", "choice"], name="one_reading_of_a_box"
            )
        ]
