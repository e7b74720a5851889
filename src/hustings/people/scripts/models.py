"""Scripts, their versions, and what people answered."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.people.persons.models import Person
from hustings.people.scripts import talk
from hustings.people.scripts.rights import WRITE_SCRIPTS


class ScriptQuerySet(models.QuerySet["Script"]):
    """Questions about many scripts."""

    def live(self) -> "ScriptQuerySet":
        return self.filter(archived_at=None)

    def of(self, user: Any) -> "ScriptQuerySet":
        """Those that ``user`` may change: all where their right holds everywhere, else their own."""
        return self if access.everywhere(user, WRITE_SCRIPTS) else self.filter(user=user)


class Script(models.Model):
    """A talk with somebody, as the team writes it down. What is said stands in its versions."""

    name = models.CharField(_("name"), max_length=100)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = ScriptQuerySet.as_manager()

    class Meta:
        verbose_name = _("script")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def current(self) -> "Version | None":
        """The version that new talks use. One query."""
        return self.versions.order_by("-number").first()


class Version(models.Model):
    """A script as it was at one time. It never changes: paper and phones may hold it for weeks."""

    script = models.ForeignKey(Script, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    texts = models.JSONField(default=dict, help_text="language -> the script as typed")
    steps = models.JSONField(default=dict, help_text="language -> steps, see talk.py")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("version")
        ordering = ["script", "number"]
        constraints = [
            models.UniqueConstraint(fields=["script", "number"], name="one_version_of_script_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.script_id}.{self.number}"

    def walked(self, language: str = "") -> list[talk.Step]:
        """Its steps in the language, else in another that it has."""
        kept: list[Any] = self.steps.get(language or get_language() or "") or next(
            iter(self.steps.values()), []
        )
        return talk.from_json(kept)


class Answer(models.Model):
    """One answer of one talk; of several choices one row each. ``talk_uid`` numbers the call or the visit."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="answers", db_index=False)
    talk_uid = models.UUIDField()
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="talk_answers")
    question = models.CharField(max_length=10)
    choice = models.CharField(max_length=10, blank=True)
    text = models.TextField(blank=True)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("answer")
        constraints = [
            models.UniqueConstraint(
                fields=["talk_uid", "question", "choice"], name="one_talk_answer_per_choice"
            )
        ]
        indexes = [models.Index(fields=["version", "question", "choice"], name="talk_answers_by_choice")]

    def __str__(self) -> str:
        return f"{self.question} {self.choice or self.text}"

    def step(self, language: str = "") -> talk.Step | None:
        """Its question as the reader's language has it; needs ``version``."""
        return next((one for one in self.version.walked(language) if one.key == self.question), None)

    def shown(self) -> Any:
        """The choice in words, or the words themselves."""
        step = self.step()
        options = step.options if step else ()
        return self.text or next((one.label for one in options if one.key == self.choice), self.choice)
