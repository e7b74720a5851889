"""Letters: each mail of a call, a row before it is sent."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from hustings.networks.initiatives.models.applications import Application
from hustings.people.persons.models import Person


class Letter(models.Model):
    """A mail about an application, or to a person such as a juror. Its words: ``letter_kinds``.

    ``about`` tells those of a kind apart, such as reminders of several days.
    """

    application = models.ForeignKey(
        Application, models.CASCADE, null=True, blank=True, related_name="letters"
    )
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20)
    about = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True, help_text="When it was true no more, unmailed")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind", "about"], condition=Q(person=None), name="one_letter_of_a_kind"
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "about"], condition=Q(application=None),
                name="one_letter_of_a_kind_a_person",
            ),
            models.CheckConstraint(
                condition=Q(application=None) | Q(person=None), name="a_letter_has_one_reader"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["made_at"], name="letters_unsent", condition=Q(mailed_at=None, dropped_at=None)
            )
        ]
