"""Cases: which dump was read, who looked, what is to be said. The mails stay in the case's folder."""

import uuid
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from hustings.foundation.accounts.models import User
from mailguard.forensics import case as engine
from mailguard.forensics import names
from mailguard.forensics.store import BadCase, Store

KEPT = timedelta(days=90)


def kept_until() -> date:
    """The day after which a case goes, unless somebody says otherwise."""
    return timezone.localdate() + KEPT


class CaseQuerySet(models.QuerySet["Case"]):
    """Questions about many cases."""

    def live(self) -> "CaseQuerySet":
        """Those that were not deleted."""
        return self.filter(deleted_at=None)

    def lapsed(self) -> "CaseQuerySet":
        return self.live().filter(keep_until__lt=timezone.localdate())


class Case(models.Model):
    """One dump and what became of it. Of a deleted one the numbers and the register's hash stay."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    dump = models.CharField(
        max_length=1_100, help_text="Its name in the folder of dumps, or of the file sent"
    )
    is_sent = models.BooleanField(default=False)
    domains = models.JSONField(default=list)
    signs = models.BooleanField(default=False)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)
    keep_until = models.DateField(default=kept_until)
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    n_mails = models.PositiveIntegerField(default=0)
    register = models.CharField(max_length=64, blank=True)
    english = models.TextField(blank=True)
    french = models.TextField(blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def folder(self) -> Path:
        """Folder of all of it, for this system's user alone."""
        return Path(settings.LEAKS_FOLDER) / "cases" / str(self.uid)

    @property
    def room(self) -> Path:
        return self.folder / "case"

    @property
    def path(self) -> Path:
        return self.folder / "sent" / self.dump if self.is_sent else dumps() / names.real(self.dump)

    @property
    def is_busy(self) -> bool:
        return not (self.finished_at or self.failed_at or self.deleted_at)

    def progress(self) -> engine.Progress:
        """How far the reading is; at nought before it has begun."""
        try:
            return engine.state(self.room)
        except BadCase:
            return engine.Progress()

    def open(self) -> "closing[Store]":
        """The case that was found, or BadCase."""
        return closing(Store(self.room))


class Look(models.Model):
    """Somebody looked at a case: other people's mail is in it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="looks")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    what = models.CharField(max_length=30)
    detail = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["case", "-at"], name="leaks_looks")]


def dumps() -> Path:
    """The folder on the server that dumps are put into."""
    return Path(settings.LEAKS_FOLDER) / "dumps"


def own() -> Path:
    return Path(settings.LEAKS_FOLDER) / "own"


def known() -> Path:
    """The folder with what they are read against."""
    return Path(settings.LEAKS_FOLDER) / "known"


def against() -> dict[str, Any]:
    """Things to compare with there: the index, the files of keys, the register of decoys."""
    folder = known()
    index, decoys = folder / "ours.sqlite3", folder / "decoys.json"
    keys = sorted(each for each in folder.glob("keys*") if each.is_file()) if folder.is_dir() else []
    return {
        "index": index if index.is_file() else None,
        "keys": tuple(keys),
        "decoys": decoys if decoys.is_file() else None,
    }
