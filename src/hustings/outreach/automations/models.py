"""Sequences: trees of letters and deeds, to each person at their own pace.

A condition has two more rows, one for each answer. An enrolment is where somebody is, its passages what is
behind them.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.outreach.mailings.models.mailings import Mailing
from hustings.people.persons.models import Operation, Person, Purpose, Tag, Topic
from hustings.people.segments.models import Segment


class Sequence(models.Model):
    """A series of letters and other steps that people go through once something has happened to them."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        RUNNING = "running", _("running")
        PAUSED = "paused", _("paused")
        ENDED = "ended", _("ended")

    class Problem(models.TextChoices):
        NO_SENDER = (
            "no_sender",
            _("The person responsible has left: someone who can send mailings must take it over."),
        )  # fmt: skip
        SEGMENT = "segment", _("A segment is broken")
        CONDITION = "condition", _("A condition is broken")
        RESTORED = (
            "restored",
            _(
                "Paused because the campaign was restored from a backup. E-mails sent after the "
                "backup would be sent twice. Resume only if there were none; otherwise cancel."
            ),
        )

    name = models.CharField(_("name"), max_length=100, help_text=_("Only your team sees it."))
    note = models.CharField(_("purpose"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.DRAFT)
    purpose = models.CharField(max_length=12, choices=Purpose, default=Purpose.EMAIL)
    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("topic"),
        help_text=_("People who unsubscribed from this topic won’t get it."),
    )  # fmt: skip
    again_after = models.PositiveSmallIntegerField(
        _("can enter again after (days)"), null=True, blank=True,
        help_text=_("Leave blank for once only."),
    )  # fmt: skip
    leaves_when = models.ForeignKey(
        Segment, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("leave when they enter the segment"),
    )  # fmt: skip
    criteria = models.JSONField(
        null=True, blank=True, help_text="Those of leaves_when, at the moment of starting"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("made by"),
    )  # fmt: skip
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("started by"),
    )  # fmt: skip
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=9, choices=Problem, blank=True, help_text="What holds it up")
    problem_said = models.CharField(max_length=300, blank=True, default="", help_text="More of the problem")

    class Meta:
        verbose_name = _("sequence")
        verbose_name_plural = _("sequences")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of_letter(cls, mailing: int) -> "Sequence | None":
        """The one that a mailing, by its number, is a letter of."""
        return cls.objects.filter(steps__mailing=mailing).first()

    def letters(self) -> models.QuerySet[Mailing]:
        """The mailings of its steps, but for steps that were removed."""
        return Mailing.objects.filter(step__sequence=self, step__removed_at=None).order_by("pk")

    @property
    def problem_words(self) -> str:
        return ": ".join(filter(None, [str(self.get_problem_display()), self.problem_said]))

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_running(self) -> bool:
        return self.state == self.State.RUNNING

    @property
    def is_over(self) -> bool:
        return self.state == self.State.ENDED


class Trigger(models.Model):
    """A way into a sequence. ``kind`` names who knows how: see ``outreach.automations.triggers``."""

    sequence = models.ForeignKey(Sequence, models.CASCADE, related_name="triggers")
    kind = models.CharField(max_length=30)
    value = models.JSONField(default=dict, help_text="As the kind keeps it")
    segment = models.ForeignKey(Segment, models.PROTECT, null=True, blank=True, related_name="+")
    criteria = models.JSONField(
        null=True, blank=True, help_text="Those of the segment, at the moment of starting"
    )
    since = models.DateTimeField(null=True, blank=True, help_text="What happened before is behind us")
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]


class TriggerMember(models.Model):
    """That somebody was in a trigger's segment when it was looked at last."""

    trigger = models.ForeignKey(Trigger, models.CASCADE, related_name="members", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trigger", "person"], name="one_member_of_trigger")]


class StepQuerySet(models.QuerySet["Step"]):
    """Questions about many steps."""

    def standing(self) -> "StepQuerySet":
        """Those that nobody has removed, in the order in which they stand."""
        return self.filter(removed_at=None).order_by("position", "pk")


class Step(models.Model):
    """One thing of a sequence, in its row or in that of an answer to the condition ``around``.

    One that people passed is not deleted when it is removed.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")

    sequence = models.ForeignKey(Sequence, models.CASCADE, related_name="steps")
    around = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="inside")
    answer = models.CharField(max_length=3, choices=Answer, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=10)
    value = models.JSONField(default=dict, help_text="As the kind keeps it")
    mailing = models.OneToOneField(
        Mailing, models.PROTECT, null=True, blank=True, related_name="step", help_text="The letter"
    )
    segment = models.ForeignKey(Segment, models.PROTECT, null=True, blank=True, related_name="+")
    criteria = models.JSONField(null=True, blank=True, help_text="Those of the segment, when started")
    tag = models.ForeignKey(Tag, models.SET_NULL, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self) -> str:
        return f"{self.sequence_id}: {self.kind}"


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Questions about many enrolments."""

    def open(self) -> "EnrolmentQuerySet":
        return self.filter(ended_at=None)


class Enrolment(models.Model):
    """One person's way through a sequence, the ``round`` counting from 1."""

    class Ending(models.TextChoices):
        THROUGH = "through", _("completed")
        STEP = "step", _("ended by a step")
        CRITERIA = "criteria", _("reached the goal")
        NO_CONSENT = "consent", _("withdrew consent")
        ELSEWHERE = "elsewhere", _("moved away")
        NO_LETTER = "letter", _("could not be reached")
        TAKEN_OUT = "out", _("removed")
        ENDED = "ended", _("sequence ended")

    person = models.ForeignKey(Person, models.CASCADE, related_name="enrolments", db_index=False)
    sequence = models.ForeignKey(Sequence, models.CASCADE, related_name="enrolments", db_index=False)
    round = models.PositiveSmallIntegerField(default=1)
    step = models.ForeignKey(
        Step, models.RESTRICT, null=True, blank=True, related_name="waiting", db_index=False
    )
    due_at = models.DateTimeField(
        null=True, blank=True, help_text="When they go on; null: once their letter has left"
    )
    entered_at = models.DateTimeField(default=timezone.now)
    caused_at = models.DateTimeField(default=timezone.now, help_text="When what brought them in happened")
    trigger = models.ForeignKey(
        Trigger, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    operation = models.ForeignKey(  # as that of an activity
        Operation, models.DO_NOTHING, null=True, blank=True, related_name="+",
        db_constraint=False, db_index=False, help_text="The deed on many that brought them to the trigger",
    )  # fmt: skip
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=10, choices=Ending, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(fields=["person", "sequence", "round"], name="one_enrolment_a_round"),
            models.UniqueConstraint(
                fields=["sequence", "person"], condition=models.Q(ended_at=None), name="one_open_enrolment"
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["step", "due_at"], condition=models.Q(ended_at=None), name="enrolments_due"),
            models.Index(
                fields=["operation", "sequence"],
                condition=models.Q(operation__isnull=False),
                name="enrolments_of_operation",
            ),
        ]


class Passage(models.Model):
    """That somebody is past a step; written but once, whatever the workers do."""

    class Result(models.TextChoices):
        DONE = "", _("done")
        YES = "yes", _("yes")
        NO = "no", _("no")
        LEFT_OUT = "left_out", pgettext_lazy("e-mail", "excluded")
        LATE = "late", _("too late")

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="passages", db_index=False)
    step = models.ForeignKey(Step, models.CASCADE, related_name="passages")
    result = models.CharField(max_length=8, choices=Result, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "step"], name="a_step_once_a_round")]
