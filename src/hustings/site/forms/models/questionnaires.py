"""Questionnaires: questions in steps, with their choices."""

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hustings.people.persons.models import Field, Tag, Topic

Texts = dict[str, dict[str, str]]


def said(texts: Texts, name: str, language: str = "") -> str:
    """A text in the language, else in any other that has it."""
    mine = texts.get(language or get_language() or "", {}).get(name, "")
    return mine or next((words[name] for words in texts.values() if words.get(name)), "")


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    """Questions about many forms."""

    def open(self) -> "QuestionnaireQuerySet":
        """Those whose time is now."""
        now = timezone.now()
        return self.filter(opens_at__lte=now).exclude(closes_at__lte=now)


class Questionnaire(models.Model):
    """A form of the public site. What it says is kept by language."""

    class Asks(models.TextChoices):
        NO = "", _("not asked")
        MAY = "may", _("optional")
        MUST = "must", _("required")

    slug = models.SlugField(_("end of the web address"), max_length=60, unique=True)
    texts = models.JSONField(
        default=dict, help_text="language -> title, intro, thanks, full, use, join, mail_subject, mail"
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    most = models.PositiveIntegerField(_("maximum number of responses"), null=True, blank=True)
    goal = models.PositiveIntegerField(_("goal, shown as a progress bar"), null=True, blank=True)
    population = models.PositiveIntegerField(
        _("size of a closed group"), null=True, blank=True, validators=[MinValueValidator(2)],
        help_text=_(
            "For example all mayors of a department: it narrows the margin of error. Leave blank if"
            " anyone can answer."),
    )  # fmt: skip
    family_name = models.CharField(_("family name"), max_length=4, choices=Asks, blank=True)
    postcode = models.CharField(_("postcode"), max_length=4, choices=Asks, blank=True)
    phone = models.CharField(_("mobile phone"), max_length=4, choices=Asks, blank=True)
    purposes = models.JSONField(
        default=list, help_text="Of which consents it asks, with the site's sentences"
    )
    tags = models.ManyToManyField(Tag, verbose_name=_("tags added to respondents"), blank=True)
    topics = models.ManyToManyField(
        Topic, verbose_name=_("e-mail topics offered"), blank=True,
        help_text=_("To people who agree to news by e-mail"),
    )  # fmt: skip
    is_survey = models.BooleanField(
        _("survey"), default=False,
        help_text=_(
            "Can be answered anonymously; asks separately for consent to use the answers, to stay in"
            " touch and to join"),
    )  # fmt: skip
    is_listed = models.BooleanField(
        _("listed on the site"), default=True,
        help_text=_("Among the open forms, on the page “Act”. Unticked: for those who have the link."),
    )  # fmt: skip
    mixed_steps = models.JSONField(
        default=list, help_text="Steps whose questions stand in another order for each who answers"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        verbose_name = _("form")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.say("title") or self.slug

    def say(self, name: str, language: str = "") -> str:
        return said(self.texts, name, language)

    @property
    def title(self) -> str:
        return str(self)

    @property
    def path(self) -> str:
        return reverse("forms_public:form", args=[self.slug])

    @property
    def is_open(self) -> bool:
        """Whether its time is now. One without a day of opening is a draft."""
        now = timezone.now()
        return bool(self.opens_at and self.opens_at <= now and (not self.closes_at or now < self.closes_at))

    @property
    def opens_later(self) -> bool:
        return bool(self.opens_at and self.opens_at > timezone.now())


class Question(models.Model):
    """One question. What was answered keeps its meaning: see ``actions.save_question``."""

    class Kind(models.TextChoices):
        SHORT = "short", _("short text")
        LONG = "long", _("long text")
        NUMBER = "number", _("number")
        DATE = "date", _("date")
        ONE = "one", _("single choice")
        MANY = "many", _("multiple choice")
        YES_NO = "yes_no", _("yes / no")
        SCALE = "scale", _("scale")
        FIELD = "field", _("custom field")

    class Order(models.TextChoices):
        WRITTEN = "", _("as written")
        MIXED = "mixed", _("random")
        LAST = "last", _("random, last choice last")
        TURNED = "turned", _("half normal, half reversed")

    WITH_OPTIONS = frozenset({Kind.ONE, Kind.MANY})
    CHOOSABLE = frozenset({Kind.ONE, Kind.MANY, Kind.YES_NO})  # on which others may depend

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions", db_index=False)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    texts = models.JSONField(default=dict, help_text="language -> label, hint")
    is_required = models.BooleanField(_("required"), default=False)
    step = models.PositiveSmallIntegerField(_("step"), default=1)
    position = models.PositiveSmallIntegerField(default=0)
    field = models.ForeignKey(
        Field, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("custom field")
    )
    order = models.CharField(_("order of the choices"), max_length=6, choices=Order, blank=True, default="")
    low = models.SmallIntegerField(_("lowest"), default=1)
    high = models.SmallIntegerField(_("highest"), default=5)
    asks_if = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("only after this question"),
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
        return str(self)

    @property
    def hint(self) -> str:
        return said(self.texts, "hint")

    @property
    def name(self) -> str:
        return f"q{self.pk}"

    @property
    def is_open_ended(self) -> bool:
        return self.kind in {self.Kind.SHORT, self.Kind.LONG}

    @property
    def has_options(self) -> bool:
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
