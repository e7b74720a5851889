"""Rows that the queue of django-tasks-db lacks: leases, schedule runs, unique keys, heartbeats."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult


class Lease(models.Model):
    """A worker's hold on one task. It lapses unless renewed, so a killed worker's task is taken over."""

    task = models.OneToOneField(DBTaskResult, models.CASCADE, primary_key=True, related_name="lease")
    owner = models.CharField(max_length=100, blank=True, help_text="Empty while nobody works on the task")
    fence = models.PositiveIntegerField(help_text="Grows with each holder; an older holder's writes are void")
    expires_at = models.DateTimeField(db_index=True)


class UniqueKey(models.Model):
    """A name under which at most one task waits or runs. A failed task keeps its row, for a new try."""

    key = models.CharField(max_length=200)
    task = models.OneToOneField(DBTaskResult, models.CASCADE, related_name="unique_key")
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(released_at=None), name="one_live_task_per_key"
            )
        ]


class ScheduleRun(models.Model):
    """Last start of a scheduled job, so that many schedulers start it once."""

    name = models.CharField(max_length=100, primary_key=True)
    started_at = models.DateTimeField()


class OnceRecord(models.Model):
    """Something done outside of the database, now or once before: see ``foundation.jobs.exactly_once``."""

    key = models.CharField(max_length=100, unique=True)
    token = models.CharField(max_length=32, help_text="Of who is at it")
    until = models.DateTimeField(db_index=True, help_text="From then on they are taken for dead")
    done_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.key


class WorkerHeartbeat(models.Model):
    """A sign of life of one process."""

    class Kind(models.TextChoices):
        WORKER = "worker", _("worker")
        SCHEDULER = "scheduler", _("scheduler")
        WEB = "web", _("web server")

    name = models.CharField(max_length=80, primary_key=True)
    kind = models.CharField(max_length=10, choices=Kind)
    run = models.CharField(max_length=8, help_text="Differs with each start of the same name")
    queues = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
