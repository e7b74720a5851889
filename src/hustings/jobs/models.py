"""What the queue of django-tasks-db lacks: who works on a task, until when, and what is due when."""

from django.db import models
from django_tasks_db.models import DBTaskResult


class Lease(models.Model):
    """A worker's hold on one task. It lapses unless renewed, so a killed worker's task is taken over."""

    task = models.OneToOneField(DBTaskResult, models.CASCADE, primary_key=True, related_name="lease")
    owner = models.CharField(max_length=64)
    fence = models.PositiveIntegerField(help_text="Grows with each holder; an older holder's writes are void")
    expires_at = models.DateTimeField(db_index=True)


class UniqueKey(models.Model):
    """A name under which at most one task waits or runs."""

    key = models.CharField(max_length=200, primary_key=True)
    task = models.OneToOneField(DBTaskResult, models.CASCADE, related_name="unique_key")


class Tick(models.Model):
    """When a scheduled deed was last started, so that many schedulers start it once."""

    name = models.CharField(max_length=100, primary_key=True)
    started_at = models.DateTimeField()
