"""Records that may be one person, and records that were made one."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.people.persons.models.operations import Operation
from hustings.people.persons.models.persons import Person


class DuplicateQuerySet(models.QuerySet["Duplicate"]):
    """Questions about many pairs."""

    def open(self) -> "DuplicateQuerySet":
        return self.filter(dismissed_at=None)


class Duplicate(models.Model):
    """Two records that look like one person, ``first`` the older, and why."""

    class Certainty(models.TextChoices):
        """How sure it is; ``sure`` may be merged without a look at each."""

        SURE = "sure", _("sure")
        LIKELY = "likely", _("likely")
        POSSIBLE = "possible", _("possible")

    first = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")
    certainty = models.CharField(_("certainty"), max_length=8, choices=Certainty)
    score = models.FloatField(help_text="0 to 1")
    reasons = models.JSONField(default=list, help_text="Names of what agrees and differs, with values")
    found_at = models.DateTimeField(default=timezone.now)
    dismissed_at = models.DateTimeField(null=True, blank=True)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )

    objects = DuplicateQuerySet.as_manager()

    class Meta:
        verbose_name = _("duplicate")
        verbose_name_plural = _("duplicates")
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_pair_of_duplicates"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="older_comes_first"
            ),
        ]
        indexes = [
            models.Index(
                fields=["certainty", "-score", "id"],
                condition=models.Q(dismissed_at=None),
                name="duplicates_open",
            )
        ]


class Merge(models.Model):
    """That one record took in another: all that is needed to part them again."""

    kept = models.ForeignKey(Person, models.CASCADE, related_name="merges")
    absorbed_uid = models.UUIDField(db_index=True, help_text="By which old links still find them")
    absorbed_id = models.BigIntegerField(help_text="The key that the record gets back")
    record = models.JSONField(help_text="The rows that were taken away, by table")
    moved = models.JSONField(default=dict, help_text="table -> keys of rows that now belong to the other")
    replaced = models.JSONField(default=dict, help_text="column -> before and after, of the one kept")
    known = models.JSONField(
        default=dict, db_default=models.Value({}, models.JSONField()),
        help_text="How the absorbed one alone was known: addresses, keys, numbers, places",
    )  # fmt: skip
    operation = models.ForeignKey(
        Operation, models.SET_NULL, null=True, related_name="merges", help_text="Where many were merged"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    merged_at = models.DateTimeField(_("when"), default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("merge")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["absorbed_id"], name="merges_by_absorbed")]


class BeenIn(models.Model):
    """That a record was a part of another for a while, under whose key exports held it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    key = models.BigIntegerField(help_text="Of the other record, which may be gone")
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("time in another record")
        verbose_name_plural = _("times in another record")


class PairAway(models.Model):
    """People of a pair that a merge has put away, whose reasons quote them."""

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="+")
    person = models.BigIntegerField(
        db_index=True, help_text="The key of a record, which may be a part by now"
    )

    class Meta:
        verbose_name = _("dismissed pair")
        verbose_name_plural = _("dismissed pairs")
