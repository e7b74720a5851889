"""Responses and their answers, in columns of their own kind."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Person, Wording
from hustings.people.signups.models import SignUp
from hustings.people.signups.models.submissions import LINK_LIFE
from hustings.site.forms.models.questionnaires import Option, Question, Questionnaire


def live(of: str = "") -> Q:
    """Responses that count: confirmed, not put aside, the last word of their person; ``of`` leads to them."""
    return Q(**{f"{of}confirmed_at__isnull": False, f"{of}aside_at": None, f"{of}replaced_at": None})


def seated(of: str = "") -> Q:
    """Those that count against a limit: also what waits to be confirmed while its link works."""
    since = timezone.now() - LINK_LIFE
    waits = Q(**{f"{of}confirmed_at": None, f"{of}sent_at__gt": since})
    holds = Q(**{f"{of}confirmed_at__isnull": False}) | waits
    return Q(holds, **{f"{of}aside_at": None, f"{of}replaced_at": None})


class ResponseQuerySet(models.QuerySet["Response"]):
    """Questions about many responses."""

    def live(self) -> "ResponseQuerySet":
        return self.filter(live())

    def seats(self) -> "ResponseQuerySet":
        return self.filter(seated())


class Response(models.Model):
    """A visitor's answers. They become a person's once the link in the mail has been followed."""

    class Why(models.TextChoices):
        TRAP = "trap", _("filled in the hidden field")
        LINKS = "links", _("many links")
        ALIKE = "alike", _("same text as others")
        MANY = "many", _("many from one network")
        WORDS = "words", _("blocked word")
        SITE = "site", _("blocked e-mail provider")
        FAST = "fast", _("filled in very fast")
        HAND = "hand", _("manually")

    known: Any = None  # a ``recognition.Known`` whose browser sent it

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="responses", db_index=False)
    key = models.CharField(max_length=32, unique=True, help_text="Of the form shown and the mailbox")
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="responses", db_index=False
    )
    sign_up = models.ForeignKey(SignUp, models.CASCADE, null=True, blank=True, related_name="responses")
    mailbox = models.CharField(
        max_length=254, blank=True, help_text="mailguard's Address.key, until it counts"
    )
    who = models.JSONField(default=dict, help_text="What was typed of oneself, of one that was put aside")
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    source = models.CharField(max_length=200)
    zone = models.ForeignKey(
        Zone, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("territory")
    )
    agreed = models.ForeignKey(
        Wording, models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        help_text="The sentence by which a survey's answers may be used",
    )  # fmt: skip
    shown = models.JSONField(null=True, help_text="The order in which mixed choices and questions stood")
    came = models.JSONField(default=dict, help_text="Words of the campaign, and the site before")
    topics = models.JSONField(default=list, help_text="Keys of topics of mail that were ticked")
    visitor = models.CharField(max_length=32, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True, help_text="The answer mail left")
    replaced_at = models.DateTimeField(null=True, blank=True, help_text="They answered once more")
    aside_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=5, choices=Why, blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("response")
        indexes = [
            models.Index(fields=["questionnaire", "id"], name="responses_in_order"),
            models.Index(fields=["questionnaire", "confirmed_at", "person"], name="responses_confirmed"),
            models.Index(fields=["person", "confirmed_at"], name="responses_of_person"),
            models.Index(fields=["visitor", "sent_at"], name="responses_by_visitor"),
            models.Index(fields=["mailbox"], condition=~Q(mailbox=""), name="responses_by_mailbox"),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire_id} {self.pk}"

    @property
    def is_anonymous(self) -> bool:
        return self.person_id is None and self.sign_up_id is None and not self.mailbox


class Answer(models.Model):
    """One answer; of several choices one row each."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers", db_index=False)
    option = models.ForeignKey(Option, models.PROTECT, null=True, related_name="+", db_index=False)
    number = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    date = models.DateField(null=True)
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("answer")
        indexes = [
            models.Index(fields=["question", "option", "response"], name="answers_by_option"),
            models.Index(fields=["question", "number"], name="answers_by_number"),
        ]

    def __str__(self) -> str:
        return str(self.shown)

    @property
    def shown(self) -> Any:
        """As a page shows it; needs ``question`` and ``option``."""
        if self.option_id:
            return str(self.option)
        if self.date:
            return self.date
        if self.number is None:
            return self.text
        if self.question.kind == Question.Kind.YES_NO:
            return _("yes") if self.number else _("no")
        return self.number.normalize()
