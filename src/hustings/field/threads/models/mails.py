"""Mails about messages, and the addresses and links that lead back to a thread."""

import hashlib
import secrets
from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.threads.models.messages import Message
from hustings.field.threads.models.threads import Thread
from hustings.people.persons.models import Person

LIFE = timedelta(days=14)  # of an address or a link, from the mail that brought it


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Questions about many notices."""

    def waiting(self) -> Self:
        return self.filter(claimed_at=None)

    def due(self) -> Self:
        return self.waiting().filter(due_at__lte=timezone.now())


class Notice(models.Model):
    """One person to be told of one message: a row before any mail leaves.

    It is claimed before the mail is handed over and never again, so a killed worker sends none twice.
    """

    message = models.ForeignKey(Message, models.CASCADE, related_name="notices", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="thread_notices", db_index=False)
    is_daily = models.BooleanField(default=False, help_text="It waits for the summary of its day")
    due_at = models.DateTimeField(default=timezone.now)
    n_tried = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(
        null=True, blank=True, help_text="Claimed and not sent: skipped, or unsure"
    )
    bounced_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "person"], name="one_notice_of_a_message")]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(claimed_at=None), name="notices_due"),
            models.Index(fields=["person"], name="notices_of_person"),
            models.Index(fields=["claimed_at"], name="notices_by_age"),
        ]


class Relay(models.Model):
    """The address by which one person answers in one thread. Its key alone stands in it, signed."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="relays", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="relays")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    told_at = models.DateTimeField(
        null=True, blank=True, help_text="When its person was last told of a mail from an unknown address"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "person"], name="one_relay_of_a_thread")]

    @property
    def is_live(self) -> bool:
        return self.expires_at > timezone.now()


class Outcome(models.TextChoices):
    """Fate of a mail to a relay address."""

    POSTED = "posted", _("passed on")
    MACHINE = "machine", _("automatic reply, ignored")
    STRANGER = "stranger", _("from an unknown address, not passed on")
    SUSPECT = "suspect", _("looks like an attack, not passed on")
    EMPTY = "empty", _("without a text, not passed on")
    EXPIRED = "expired", _("the reply address has expired")
    REFUSED = "refused", _("the member may not write here")


class Reply(models.Model):
    """A mail to a relay address: a row before it is read. Its bytes go once it was."""

    relay = models.ForeignKey(Relay, models.CASCADE, related_name="replies")
    key = models.CharField(max_length=64, unique=True, help_text="Of its bytes: the same mail comes once")
    raw = models.BinaryField(null=True)
    received_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    said = models.CharField(max_length=300, blank=True, help_text="What its writer is told of a refusal")
    has_files = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True, help_text="When its writer was told")

    class Meta:
        indexes = [models.Index(fields=["id"], condition=Q(read_at=None), name="replies_to_read")]

    @property
    def is_to_tell(self) -> bool:
        """Whether the relay's person hears of it."""
        silent = {Outcome.MACHINE, Outcome.POSTED}
        return self.outcome not in silent or (self.outcome == Outcome.POSTED and self.has_files)


class ThreadLinkQuerySet(models.QuerySet["ThreadLink"]):
    """Questions about many links."""

    def of_token(self, token: str) -> "ThreadLink | None":
        """The link of a secret, used or not."""
        digest = hashlib.sha256(token.encode()).hexdigest()
        return self.select_related("thread", "person").filter(digest=digest).first()


class ThreadLink(models.Model):
    """A link to one thread that was mailed: only its digest is kept. A used one is its holder's pass."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="links")
    person = models.ForeignKey(Person, models.CASCADE, related_name="thread_links")
    digest = models.CharField(max_length=64, null=True, unique=True, help_text="None until it is mailed")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = ThreadLinkQuerySet.as_manager()

    def secret(self) -> str:
        """Its secret, anew: to be mailed and not kept. Counts from now on."""
        token, now = secrets.token_urlsafe(24), timezone.now()
        self.digest = hashlib.sha256(token.encode()).hexdigest()
        self.made_at, self.expires_at = now, now + LIFE
        self.save()
        return token

    def use(self) -> bool:
        """Spend it; False where it was, or is too old."""
        now = timezone.now()
        fresh = ThreadLink.objects.filter(pk=self.pk, used_at=None, expires_at__gt=now)
        return bool(fresh.update(used_at=now))
