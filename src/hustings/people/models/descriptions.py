"""What the campaign notes about people: tags, fields of its own, notes."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings.lib.folding import fold
from hustings.lib.keys import KeyField
from hustings.people.models.persons import Person


class Tag(models.Model):
    """A word that people are marked with."""

    name = models.CharField(_("name"), max_length=100)
    key = KeyField(max_length=100, editable=False, help_text="The name folded")
    is_listed = models.BooleanField(_("offered in lists"), default=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["key"], name="one_tag_per_name")]

    def __str__(self) -> str:
        return self.name


class Tagging(models.Model):
    """One tag on one person."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="taggings", db_index=False)
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings", db_index=False)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "tag"], name="one_tagging")]
        indexes = [models.Index(fields=["tag", "person"], name="people_by_tag")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.tag_id}"


class Field(models.Model):
    """A fact that this campaign keeps about people."""

    class Kind(models.TextChoices):
        """What its values are."""

        TEXT = "text", _("text")
        NUMBER = "number", _("number")
        DATE = "date", _("date")
        YES_NO = "yes_no", _("yes or no")

    COLUMNS: ClassVar[dict[str, str]] = {
        Kind.TEXT: "text",
        Kind.NUMBER: "number",
        Kind.DATE: "date",
        Kind.YES_NO: "number",
    }

    slug = models.SlugField(_("name in files"), unique=True)
    label = models.CharField(_("label"), max_length=100)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TEXT)

    class Meta:
        verbose_name = _("field")
        verbose_name_plural = _("fields")
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label

    def columns(self, value: Any) -> dict[str, Any]:
        """All columns of a FieldValue for a typed ``value``; for those who write rows in bulk too."""
        columns: dict[str, Any] = {"text": "", "key": "", "number": None, "date": None}
        columns[self.COLUMNS[self.kind]] = value
        if self.kind == self.Kind.TEXT:
            columns["key"] = fold(value)[:100]
        return columns


class FieldValue(models.Model):
    """The value of one field for one person, in the column of its kind. Yes is the number 1, no is 0."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="field_values", db_index=False)
    field = models.ForeignKey(Field, models.CASCADE, related_name="values", db_index=False)
    text = models.CharField(max_length=500, blank=True)
    key = KeyField(max_length=100, blank=True, editable=False, help_text="The text's beginning, folded")
    number = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "field"], name="one_value_per_field")]
        indexes = [
            models.Index(fields=["field", "key", "person"], name="values_by_text"),
            models.Index(
                fields=["field", "number", "person"],
                condition=models.Q(number__isnull=False),
                name="values_by_number",
            ),
            models.Index(
                fields=["field", "date", "person"],
                condition=models.Q(date__isnull=False),
                name="values_by_date",
            ),
        ]

    def __str__(self) -> str:
        return str(self.value)

    @property
    def value(self) -> Any:
        """The value with its type; needs ``field``."""
        value = getattr(self, Field.COLUMNS[Field.Kind(self.field.kind)])
        return bool(value) if self.field.kind == Field.Kind.YES_NO else value

    @property
    def shown(self) -> str:
        """The value as people of the current language read it; needs ``field``."""
        value = self.value
        if isinstance(value, bool):
            return gettext("yes") if value else gettext("no")
        if isinstance(value, Decimal):
            return number_format(value.normalize(), force_grouping=True)
        return date_format(value) if isinstance(value, date) else str(value)


class Note(models.Model):
    """What somebody of the team wrote down about a person."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notes")
    body = models.TextField(_("note"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return self.body[:50]
