"""Forms that people answer: questions in steps, and what was answered, in columns of its own kind."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hustings.people.models import Field, Person, SignUp, Tag
from hustings.people.models.persons import PersonQuerySet

Texts = dict[str, dict[str, str]]


def said(texts: Texts, name: str, language: str = "") -> str:
    """A text in the language, else in any other that has it."""
    mine = texts.get(language or get_language() or "", {}).get(name, "")
    return mine or next((words[name] for words in texts.values() if words.get(name)), "")


class Questionnaire(models.Model):
    """A form of the public site. What it says is kept by language."""

    class Asks(models.TextChoices):
        """Whether it asks for something about the person."""

        NO = "", _("not asked")
        MAY = "may", _("asked")
        MUST = "must", _("asked, and needed")

    slug = models.SlugField(_("end of its address"), max_length=60, unique=True)
    texts = models.JSONField(default=dict, help_text="language -> title, intro, thanks, mail_subject, mail")
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    most = models.PositiveIntegerField(_("most answers"), null=True, blank=True)
    goal = models.PositiveIntegerField(_("goal shown as a meter"), null=True, blank=True)
    family_name = models.CharField(_("family name"), max_length=4, choices=Asks, blank=True)
    postcode = models.CharField(_("postcode"), max_length=4, choices=Asks, blank=True)
    phone = models.CharField(_("mobile phone"), max_length=4, choices=Asks, blank=True)
    purposes = models.JSONField(
        default=list, help_text="Of which consents it asks, with the site's sentences"
    )
    tags = models.ManyToManyField(Tag, verbose_name=_("tags put on who answers"), blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("form")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.say("title") or self.slug

    def say(self, name: str, language: str = "") -> str:
        """One of its texts."""
        return said(self.texts, name, language)

    @property
    def title(self) -> str:
        """In the reader's language."""
        return str(self)

    @property
    def path(self) -> str:
        """Its public address, in the language that is active."""
        return reverse("surveys_public:form", args=[self.slug])

    @property
    def is_open(self) -> bool:
        """Whether its time is now. One without a day of opening is a draft."""
        now = timezone.now()
        return bool(self.opens_at and self.opens_at <= now and (not self.closes_at or now < self.closes_at))


class Question(models.Model):
    """One question. What was answered keeps its meaning: see ``actions.save_question``."""

    class Kind(models.TextChoices):
        """What its answer is."""

        SHORT = "short", _("a line of text")
        LONG = "long", _("a longer text")
        NUMBER = "number", _("a number")
        DATE = "date", _("a day")
        ONE = "one", _("one of several choices")
        MANY = "many", _("any of several choices")
        YES_NO = "yes_no", _("yes or no")
        SCALE = "scale", _("a scale")
        FIELD = "field", _("one of our own fields")

    WITH_OPTIONS = frozenset({Kind.ONE, Kind.MANY})
    CHOOSABLE = frozenset({Kind.ONE, Kind.MANY, Kind.YES_NO})  # on which others may depend

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions", db_index=False)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    texts = models.JSONField(default=dict, help_text="language -> label, hint")
    is_required = models.BooleanField(_("needs an answer"), default=False)
    step = models.PositiveSmallIntegerField(_("step"), default=1)
    position = models.PositiveSmallIntegerField(default=0)
    field = models.ForeignKey(
        Field, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("our field")
    )
    low = models.SmallIntegerField(_("lowest"), default=1)
    high = models.SmallIntegerField(_("highest"), default=5)
    asks_if = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("only if, at an earlier question"),
    )  # fmt: skip
    asks_when = models.JSONField(
        default=list, help_text="One of these was chosen there: keys of options, “yes”, “no”"
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("question")
        ordering = ["step", "position", "pk"]
        indexes = [models.Index(fields=["questionnaire", "step", "position"], name="questions_in_order")]

    def __str__(self) -> str:
        return said(self.texts, "label")

    @property
    def label(self) -> str:
        """The question in the reader's language."""
        return str(self)

    @property
    def hint(self) -> str:
        """What helps to answer."""
        return said(self.texts, "hint")

    @property
    def name(self) -> str:
        """Of its input."""
        return f"q{self.pk}"

    @property
    def has_options(self) -> bool:
        """Whether its answers are among its options."""
        return self.kind in self.WITH_OPTIONS


class Option(models.Model):
    """One choice of a question."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="options", db_index=False)
    texts = models.JSONField(default=dict, help_text="language -> label")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("choice")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["question", "position"], name="options_in_order")]

    def __str__(self) -> str:
        return said(self.texts, "label")


class ResponseQuerySet(models.QuerySet["Response"]):
    """Questions about many responses."""

    def live(self) -> "ResponseQuerySet":
        """Those that count: confirmed, not put aside, the last word of their person."""
        return self.filter(confirmed_at__isnull=False, aside_at=None, replaced_at=None)

    def seats(self) -> "ResponseQuerySet":
        """Those that count against the limit: also what waits to be confirmed while its link works."""
        from hustings.people.models.sign_ups import LINK_LIFE

        waits = Q(confirmed_at=None, sent_at__gt=timezone.now() - LINK_LIFE)
        return self.filter(aside_at=None, replaced_at=None).filter(Q(confirmed_at__isnull=False) | waits)

    def of_people(self, people: PersonQuerySet) -> "ResponseQuerySet":
        """Those of these people."""
        return self.filter(person__in=people)


class Response(models.Model):
    """What one visitor sent. It becomes a person's once the link in the mail has been followed."""

    class Why(models.TextChoices):
        """Why it was put aside for a look."""

        TRAP = "trap", _("filled the field that people don’t see")
        LINKS = "links", _("holds many links")
        ALIKE = "alike", _("says the same as others")
        MANY = "many", _("many came from one network")
        HAND = "hand", _("by hand")

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
    came = models.JSONField(default=dict, help_text="Words of the campaign, and the site before")
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
