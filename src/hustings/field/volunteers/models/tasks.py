"""Tasks: what there is to do, who does it, and who was asked."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.groups.models import LocalGroup
from hustings.field.volunteers import distances
from hustings.field.volunteers.models.charters import Charter
from hustings.field.volunteers.models.skills import Skill
from hustings.field.volunteers.models.volunteers import Age
from hustings.field.volunteers.rights import ORGANISE
from hustings.foundation.accounts import access
from hustings.foundation.lib.text.languages import Translated
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Person


class TaskQuerySet(models.QuerySet["Task"]):
    """Questions about many tasks."""

    def visible_to(self, user: Any) -> Self:
        """Those of the territories where ``user`` organises; of none, only from everywhere."""
        return access.within(self, user, ORGANISE)

    def live(self) -> Self:
        """Those not closed and not past."""
        now, today = timezone.now(), timezone.localdate()
        return self.filter(
            Q(ends_at=None) | Q(ends_at__gt=now), Q(due_on=None) | Q(due_on__gte=today), closed_at=None
        )

    def open(self) -> Self:
        """Those that somebody can still take up."""
        return self.live().filter(taken__lt=F("needed"))

    def for_lists(self) -> Self:
        around = ["zone", "zone__parent", "zone__parent__parent", "zone__parent__parent__parent"]
        return self.select_related("group", "owner", around[-1]).defer(*(f"{one}__shape" for one in around))


class Task(models.Model):
    """Something to do for ``needed`` people. ``taken`` is the one count; the database bounds it."""

    titles = models.JSONField(_("title"), default=dict, help_text="language -> title")
    texts = models.JSONField(_("description"), default=dict, help_text="language -> plain text")
    zone = models.ForeignKey(
        Zone, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territory")
    )
    group = models.ForeignKey(
        LocalGroup, models.SET_NULL, null=True, blank=True, related_name="tasks", verbose_name=_("group")
    )
    is_from_home = models.BooleanField(_("can be done from home"), default=False)
    place = models.CharField(_("place"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    starts_at = models.DateTimeField(_("start"), null=True, blank=True)
    ends_at = models.DateTimeField(_("end"), null=True, blank=True)
    due_on = models.DateField(_("due date"), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("minutes of work"), default=60)
    needed = models.PositiveIntegerField(_("people needed"), default=1)
    taken = models.PositiveIntegerField(default=0, editable=False)
    skills = models.ManyToManyField(Skill, verbose_name=_("skills"), blank=True, related_name="+")
    min_age = models.CharField(_("age rule"), max_length=2, choices=Age, default=Age.NOT_SAID, blank=True)
    charter = models.ForeignKey(
        Charter, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("charter")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("in charge"),
    )  # fmt: skip
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = TaskQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(taken__lte=F("needed")), name="task_within_need"),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), name="task_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    title = Translated("titles")
    text = Translated("texts")

    @property
    def is_over(self) -> bool:
        ended = self.ends_at is not None and self.ends_at <= timezone.now()
        return ended or (self.due_on is not None and self.due_on < timezone.localdate())

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and not self.is_over

    @property
    def left(self) -> int:
        """Places that nobody has taken."""
        return self.needed - self.taken

    @property
    def state(self) -> str:
        """``closed``, ``over``, ``full`` or ``open``."""
        if not self.is_open:
            return "closed" if self.closed_at else "over"
        return "open" if self.left else "full"

    @property
    def span(self) -> tuple[dt.datetime, dt.datetime] | None:
        """Time at which it takes place; None where it has a date to be done by, or none."""
        if self.starts_at is None:
            return None
        return self.starts_at, self.ends_at or self.starts_at + dt.timedelta(minutes=self.minutes)

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude: its own, else the middle of its town; none from home."""
        if self.is_from_home:
            return None
        if self.latitude is not None and self.longitude is not None:
            return self.latitude, self.longitude
        return distances.middle(self.zone)

    @property
    def where(self) -> str:
        if self.is_from_home:
            return str(_("from home"))
        parts = [self.place, self.address]
        if self.zone and not any(self.zone.name in part for part in parts):
            parts.append(self.zone.name)
        return ", ".join(part for part in parts if part)


class TaskPlaceQuerySet(models.QuerySet["TaskPlace"]):
    """Questions about many places in tasks."""

    def live(self) -> Self:
        return self.filter(returned_at=None)

    def ahead(self) -> Self:
        return self.live().filter(done_at=None, task__in=Task.objects.live())


class TaskPlace(models.Model):
    """One person who took up a task; handed back, it counts no more."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="places", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="task_places")
    taken_at = models.DateTimeField(default=timezone.now)
    returned_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    thanks_asked_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True, help_text="When the thanks were mailed")

    objects = TaskPlaceQuerySet.as_manager()

    class Meta:
        ordering = ["taken_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "person"], condition=Q(returned_at=None), name="one_place_in_a_task"
            )
        ]
        indexes = [models.Index(fields=["task", "taken_at"], name="places_of_task")]

    @property
    def state(self) -> str:
        """``returned``, ``done`` or ``taken``."""
        return "returned" if self.returned_at else "done" if self.done_at else "taken"


class TaskAsk(models.Model):
    """Somebody was asked by mail to take up a task: a row before the mail leaves."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="asks", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="task_asks", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    is_yes = models.BooleanField(null=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["task", "person"], name="one_ask_per_task")]
        indexes = [models.Index(fields=["person", "-asked_at"], name="asks_of_person")]
