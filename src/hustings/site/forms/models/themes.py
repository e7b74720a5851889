"""Themes of open answers: named by people, and what the machine proposes."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.site.forms.models.questionnaires import Question
from hustings.site.forms.models.responses import Answer


class Theme(models.Model):
    """A subject of answers to one question, in words of the team."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="themes")
    name = models.CharField(_("name"), max_length=80)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("theme")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Coding(models.Model):
    """Somebody of the team said that an answer is about a theme."""

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="codings", db_index=False)
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="codings")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        db_constraint=False, db_index=False,
    )  # fmt: skip
    coded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["theme", "answer"], name="one_coding_of_an_answer")]


class Sorting(models.Model):
    """One reading of a question's answers by the machine, which ends in proposals."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="sortings")
    wanted = models.PositiveSmallIntegerField(_("groups"), help_text="At most so many new ones")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        db_constraint=False, db_index=False,
    )  # fmt: skip
    asked_at = models.DateTimeField(default=timezone.now)
    n_answers = models.PositiveIntegerField(default=0)
    percent = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.question_id} {self.pk}"


class Group(models.Model):
    """Answers that the machine proposes to see together: as a new theme, or as part of one that is there."""

    sorting = models.ForeignKey(Sorting, models.CASCADE, related_name="groups")
    theme = models.ForeignKey(Theme, models.CASCADE, null=True, blank=True, related_name="groups")
    words = models.JSONField(default=list, help_text="By which they are alike")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return ", ".join(self.words[:3])


class Suggestion(models.Model):
    """An answer in a proposed group. It says nothing until somebody takes it."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="suggestions", db_index=False)
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="suggestions")
    fit = models.FloatField(help_text="How well, from 0 to 1")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "answer"], name="one_suggestion_in_a_group")]
        indexes = [models.Index(fields=["group", "-fit", "id"], name="suggestions_by_fit")]
