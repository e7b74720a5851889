"""What the campaign notes about people: tags, fields of its own, notes."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.people.models.persons import Person


class Tag(models.Model):
    """A word that people are marked with."""

    name = models.CharField(_("name"), max_length=100)
    key = models.CharField(max_length=100, unique=True, editable=False, help_text="The name folded")
    is_listed = models.BooleanField(_("offered in lists"), default=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["key"]

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

    slug = models.SlugField(_("name in files"), unique=True)
    label = models.CharField(_("label"), max_length=100)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TEXT)

    class Meta:
        verbose_name = _("field")
        verbose_name_plural = _("fields")
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label


class FieldValue(models.Model):
    """The value of one field for one person, in the column of its kind."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="field_values", db_index=False)
    field = models.ForeignKey(Field, models.CASCADE, related_name="values", db_index=False)
    text = models.CharField(max_length=500, blank=True)
    number = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "field"], name="one_value_per_field")]
        indexes = [
            models.Index(fields=["field", "text"], name="values_by_text"),
            models.Index(fields=["field", "number"], name="values_by_number"),
            models.Index(fields=["field", "date"], name="values_by_date"),
        ]

    def __str__(self) -> str:
        return self.text or str(self.number if self.number is not None else self.date)


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
