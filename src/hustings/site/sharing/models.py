"""Texts to share with, how often they were shown and followed; thanks to those whose link brought others."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.http import base36_to_int, int_to_base36
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.people.persons.models import Person


class Channel(models.TextChoices):
    """The channels by which a text is passed on; the first letter of each stands in the link."""

    WHATSAPP = "whatsapp", "WhatsApp"
    TELEGRAM = "telegram", "Telegram"
    FACEBOOK = "facebook", "Facebook"
    X = "x", "X"
    EMAIL = "email", _("By e-mail")
    SMS = "sms", _("By text message")
    NATIVE = "native", pgettext_lazy("channel", "the phone’s own sharing")


TEXTLESS = frozenset({Channel.FACEBOOK})  # shows the page's own title and picture, whatever one sends along
LETTERS = {channel.value[0]: channel for channel in Channel}


class ShareTextQuerySet(models.QuerySet["ShareText"]):
    """Questions about many texts."""

    def live(self) -> "ShareTextQuerySet":
        return self.filter(retired_at=None, waits_since=None)

    def waiting(self) -> "ShareTextQuerySet":
        return self.filter(retired_at=None, waits_since__isnull=False)


class ShareText(models.Model):
    """One version of what is said with a link. It isn't changed: another one is written, this one retired."""

    about = models.CharField(max_length=40, help_text="Key of a subject; it names the language too")
    channel = models.CharField(
        pgettext_lazy("channel", "for"), max_length=10, blank=True,
        choices=[each for each in Channel.choices if each[0] not in TEXTLESS],
        help_text=_("Leave blank for all channels."),
    )  # fmt: skip
    text = models.TextField(
        _("text"),
        max_length=400,
        help_text=_("The link is added automatically. X takes about 250 characters."),
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    waits_since = models.DateTimeField(
        null=True, blank=True, help_text="Of somebody who may not publish; until somebody who may says yes"
    )
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = ShareTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("share text")
        verbose_name_plural = _("share texts")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["about", "id"], name="share_texts_of_subject"),
            models.Index(
                fields=["waits_since"],
                condition=models.Q(waits_since__isnull=False),
                name="share_texts_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def code(self, channel: str) -> str:
        """What stands in a link for this text by that channel."""
        return f"{int_to_base36(self.pk)}{channel[0]}"


def decoded(code: str) -> tuple[int, str]:
    """The key of the text and the channel in a link's code; 0 and nothing where it is none."""
    number, letter = code[:-1], code[-1:]
    try:
        return (base36_to_int(number), LETTERS[letter].value) if number else (0, "")
    except (KeyError, ValueError):
        return 0, ""


class ShareTally(models.Model):
    """How often a text was shown to be passed on by one channel, and how often its links were followed."""

    text = models.ForeignKey(ShareText, models.CASCADE, related_name="tallies", db_index=False)
    channel = models.CharField(max_length=10, choices=Channel)
    n_shown = models.PositiveIntegerField(default=0)
    n_views = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text", "channel"], name="one_tally_of_a_text_and_channel")
        ]


class Unthanked(models.Model):
    """That somebody wants no thanks by mail any more."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="unthanked")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("thank-you e-mails turned off")


class Thanking(models.Model):
    """Whether people are thanked for bringing others: one row; none means no."""

    is_on = models.BooleanField(default=False)

    @classmethod
    def is_wanted(cls) -> bool:
        return cls.objects.filter(pk=1).values_list("is_on", flat=True).first() is True


class ThanksQuerySet(models.QuerySet["Thanks"]):
    """Questions about many thanks."""

    def due(self) -> "ThanksQuerySet":
        return self.filter(sent_at=None, dropped_at=None)


class Thanks(models.Model):
    """That somebody is to be thanked for the nth person they brought, once."""

    class Why(models.TextChoices):
        UNWILLING = "unwilling", _("wants no e-mail, or has no address")
        LATE = "late", _("could not be sent for a month")

    person = models.ForeignKey(Person, models.CASCADE, related_name="thanks", db_index=False)
    n = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=10, choices=Why, blank=True)

    objects = ThanksQuerySet.as_manager()

    class Meta:
        verbose_name = _("thanks")
        verbose_name_plural = _("thanks")
        constraints = [models.UniqueConstraint(fields=["person", "n"], name="one_thanks_for_a_number")]
        indexes = [
            models.Index(
                fields=["due_at"], condition=models.Q(sent_at=None, dropped_at=None), name="thanks_due"
            )
        ]
