"""Messages of a thread: their text is written once."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings.field.threads.models.threads import Thread
from hustings.field.threads.rights import MODERATE
from hustings.foundation.accounts import access
from hustings.people.persons.models import Person

TEXT = 5_000


class Source(models.TextChoices):
    """The way by which a message came."""

    WEB = "web", _("on the site")
    MAIL = "mail", _("by e-mail")


class HiddenFor(models.TextChoices):
    """Why a message was hidden."""

    INSULT = "insult", _("insults or threats")
    HATE = "hate", _("hate speech or discrimination")
    PRIVATE = "private", _("personal data of others")
    ADVERT = "advert", _("advertising or spam")
    FALSE = "false", _("false or misleading")
    OFF = "off", _("off topic")
    OTHER = "other", _("another reason")


class MessageQuerySet(models.QuerySet["Message"]):
    """Questions about many messages."""

    def visible_to(self, user: Any) -> Self:
        """Those of the territories where ``user`` moderates."""
        if access.everywhere(user, MODERATE):
            return self
        return self.filter(thread__in=Thread.objects.visible_to(user).values("pk"))

    def shown(self) -> Self:
        return self.filter(hidden_at=None, erased_at=None)

    def with_writers(self) -> Self:
        return self.select_related("person").order_by("at", "pk")


class Message(models.Model):
    """One message. Hiding it changes nothing of its text; erasing its writer empties it."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="messages", db_index=False)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="messages")
    text = models.TextField(_("message"), max_length=TEXT)
    at = models.DateTimeField(default=timezone.now)
    source = models.CharField(max_length=4, choices=Source, default=Source.WEB)
    mail_key = models.CharField(
        max_length=64, null=True, unique=True, help_text="Of the mail that it came in, so that it comes once"
    )
    n_cut = models.PositiveSmallIntegerField(default=0, help_text="Addresses and numbers taken out of a mail")
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_for = models.CharField(max_length=8, choices=HiddenFor, blank=True)
    hidden_words = models.CharField(max_length=300, blank=True, help_text="What the writer is told beside")
    hidden_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    hidden_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    appealed_at = models.DateTimeField(null=True, blank=True)
    appeal_decided_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    spread_at = models.DateTimeField(null=True, blank=True, help_text="When all its notices were written")
    spread_to = models.BigIntegerField(default=0, help_text="The last person for whom one was")

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(fields=["thread", "at", "id"], name="messages_of_thread"),
            models.Index(fields=["person", "-at"], name="messages_of_person"),
            models.Index(fields=["id"], condition=models.Q(spread_at=None), name="messages_to_spread"),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} {self.at:%Y-%m-%d %H:%M}"

    @property
    def writer(self) -> str:
        """As members read it: first name and initial."""
        return short_name(self.person)

    @property
    def is_shown(self) -> bool:
        return self.hidden_at is None and self.erased_at is None

    @property
    def may_be_appealed(self) -> bool:
        return self.hidden_at is not None and self.appealed_at is None and self.erased_at is None


def short_name(person: Person | None) -> str:
    """First name and initial: enough to be spoken to, too little to be looked up."""
    if person is None:
        return gettext("A former member")
    if not person.given_name:
        return gettext("A member")
    return f"{person.given_name} {person.family_name[:1]}.".removesuffix(" .")
