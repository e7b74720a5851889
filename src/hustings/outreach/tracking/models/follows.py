"""Conversions: what people did after they had followed a link of a letter, or in answer to it."""

from django.db import models
from django.utils import timezone

from hustings.outreach.mailings.models.mailings import Mailing
from hustings.people.persons.models import Person


class Conversion(models.Model):
    """One thing somebody did after a letter, begun or confirmed; it stays when it names nobody."""

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="follows", db_index=False)
    kind = models.CharField(max_length=30, help_text="See following.kinds")
    link = models.PositiveSmallIntegerField(help_text="By which one they came")
    version = models.CharField(max_length=1, blank=True, help_text="Whose letter it was, in a test")
    whose = models.CharField(
        max_length=32, null=True, help_text="A digest of the mailbox, for as long as the same may come again"
    )
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="follows", db_index=False,
        help_text="Where clicks may be somebody's",
    )  # fmt: skip
    is_new = models.BooleanField(default=False, help_text="The campaign did not know them before")
    at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mailing", "kind", "whose"], name="one_follow_of_a_kind")
        ]
        indexes = [
            models.Index(fields=["person", "confirmed_at"], name="follows_of_person"),
            models.Index(fields=["whose", "kind"], name="follows_by_whose"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.mailing_id}"
