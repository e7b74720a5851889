"""Themes of open answers at the doors, as the machine groups them and people name them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from hustings.people.scripts.models import Answer, Script


class Grouping(models.Model):
    """The answers of a scope to one question, put into groups of those that are alike.

    ``groups``: [{name, words, answers}], the largest first; ``answers`` are keys, those that fit best first.
    A name is empty until somebody gives one; then the group stays when all are grouped anew.
    """

    kind = models.CharField(max_length=10)
    subject = models.PositiveBigIntegerField()
    script = models.ForeignKey(Script, models.CASCADE, related_name="+")
    question = models.CharField(max_length=10)
    wanted = models.PositiveSmallIntegerField(default=8, help_text="At most so many groups")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        db_constraint=False, db_index=False,
    )  # fmt: skip
    asked_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    n_answers = models.PositiveIntegerField(default=0)
    groups: Any = models.JSONField(default=list)

    objects = models.Manager["Grouping"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject", "script", "question"], name="one_grouping_of_a_question"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.question}"


class Placing(models.Model):
    """An answer that somebody moved to a group, or out of all: it stays there, whatever the machine finds."""

    grouping = models.ForeignKey(Grouping, models.CASCADE, related_name="placings", db_index=False)
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        db_constraint=False, db_index=False,
    )  # fmt: skip
    placed_at = models.DateTimeField(default=timezone.now)

    objects = models.Manager["Placing"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grouping", "answer"], name="one_placing_of_an_answer")
        ]
