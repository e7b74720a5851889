"""Descriptions of people: tags, fields of the campaign's own, notes."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.sql.key_fields import KeyField
from hustings.foundation.lib.text.text_folding import fold
from hustings.people.persons.models.operations import Operation
from hustings.people.persons.models.persons import Person


class Tag(models.Model):
    """A word that people are marked with."""

    name = models.CharField(_("name"), max_length=100)
    key = KeyField(max_length=100, editable=False, help_text="The name folded")
    is_listed = models.BooleanField(_("offered in lists"), default=True)
    group = models.CharField(_("tag group"), max_length=100, blank=True)
    note = models.CharField(_("meaning"), max_length=200, blank=True)

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
    operation = models.ForeignKey(  # as that of an activity
        Operation, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False,
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "tag"], name="one_tagging")]
        indexes = [models.Index(fields=["tag", "person"], name="people_by_tag")]


class Field(models.Model):
    """A fact that this campaign keeps about people."""

    class Kind(models.TextChoices):
        TEXT = "text", _("text")
        LONG_TEXT = "long_text", _("long text")
        NUMBER = "number", _("number")
        DATE = "date", _("date")
        YES_NO = "yes_no", _("yes or no")
        CHOICE = "choice", _("one choice")
        CHOICES = "choices", _("several choices")

    class OwnPage(models.TextChoices):
        HIDDEN = "hidden", _("hidden")
        SHOWN = "shown", _("shown")
        CHANGED = "changed", _("shown and editable")

    WITH_OPTIONS = frozenset({Kind.CHOICE, Kind.CHOICES})
    COLUMNS: ClassVar[dict[str, str]] = {
        Kind.TEXT: "text",
        Kind.LONG_TEXT: "text",
        Kind.NUMBER: "number",
        Kind.DATE: "date",
        Kind.YES_NO: "number",
    }

    slug = models.SlugField(_("column name"), unique=True)
    label = models.CharField(_("label"), max_length=100)
    kind = models.CharField(_("type"), max_length=10, choices=Kind, default=Kind.TEXT)
    help_text = models.CharField(_("help text"), max_length=200, blank=True)
    least = models.DecimalField(_("minimum"), max_digits=18, decimal_places=4, null=True, blank=True)
    most = models.DecimalField(_("maximum"), max_digits=18, decimal_places=4, null=True, blank=True)

    on_own_page = models.CharField(
        _("on the personal page"), max_length=7, choices=OwnPage,
        default=OwnPage.SHOWN, db_default=OwnPage.SHOWN,
    )  # fmt: skip

    class Meta:
        verbose_name = _("field")
        verbose_name_plural = _("fields")
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label

    @property
    def has_options(self) -> bool:
        return self.kind in self.WITH_OPTIONS

    def rows(self, value: Any) -> list[dict[str, Any]]:
        """The columns of each FieldValue that holds a typed ``value``: one, or one for each chosen option."""
        return [self.columns(one) for one in (value if isinstance(value, list) else [value])]

    def columns(self, value: Any) -> dict[str, Any]:
        """All columns of one FieldValue for a typed value or an option; for those who write in bulk too."""
        columns: dict[str, Any] = {"text": "", "key": "", "number": None, "date": None, "option_id": None}
        if self.has_options:
            columns["option_id"] = value.pk
            return columns
        columns[self.COLUMNS[self.kind]] = value
        if self.kind == self.Kind.TEXT:
            columns["key"] = fold(value)[:100]
        return columns


class FieldOption(models.Model):
    """One of the answers of a field with choices."""

    field = models.ForeignKey(Field, models.CASCADE, related_name="options", db_index=False)
    slug = KeyField(_("column name"), max_length=50)
    label = models.CharField(_("label"), max_length=100)
    position = models.PositiveSmallIntegerField(default=0)
    is_listed = models.BooleanField(_("offered in lists"), default=True)

    class Meta:
        verbose_name = _("choice")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["field", "slug"], name="one_option_per_name")]

    def __str__(self) -> str:
        return self.label


class FieldValue(models.Model):
    """The value of one field for one person: yes is 1, no 0; a row for each choice."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="field_values", db_index=False)
    field = models.ForeignKey(Field, models.CASCADE, related_name="values", db_index=False)
    text = models.TextField(blank=True)
    key = KeyField(max_length=100, blank=True, editable=False, help_text="The text's beginning, folded")
    number = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    date = models.DateField(null=True, blank=True)
    option = models.ForeignKey(
        FieldOption, models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "field"], condition=models.Q(option=None), name="one_value_per_field"
            ),
            models.UniqueConstraint(
                fields=["person", "field", "option"],
                condition=models.Q(option__isnull=False),
                name="one_value_per_option",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "field"], name="values_of_person"),  # the constraints are partial
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
            models.Index(
                fields=["option", "person"],
                condition=models.Q(option__isnull=False),
                name="values_by_option",
            ),
        ]

    def __str__(self) -> str:
        return str(self.value)

    @property
    def value(self) -> Any:
        """The value with its type, for an option the option; needs ``field`` and ``option``."""
        if self.option_id is not None:
            return self.option
        value = getattr(self, Field.COLUMNS[Field.Kind(self.field.kind)])
        return bool(value) if self.field.kind == Field.Kind.YES_NO else value

    @property
    def shown(self) -> str:
        """The value as people of the current language read it; needs ``field`` and ``option``."""
        value = self.value
        if isinstance(value, bool):
            return gettext("yes") if value else gettext("no")
        if isinstance(value, Decimal):
            return number_format(value.normalize(), force_grouping=True)
        return date_format(value) if isinstance(value, date) else str(value)


class Note(models.Model):
    """A note of somebody of the team about a person."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notes")
    body = models.TextField(_("note"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return self.body[:50]
