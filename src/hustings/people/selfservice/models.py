"""The way to one's own page: asked for, mailed as a link, good once and for a while."""

import hashlib
from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from hustings.people.persons.models.persons import Email, Person

LIFE = timedelta(hours=1)
KEPT = timedelta(days=1)  # what was asked for is counted so long, then forgotten


class PageWish(models.TextChoices):
    """The purposes of a link."""

    OPEN = "open", _("open the personal page")
    ADDRESS = "address", _("confirm a new address")
    TOLD = "told", _("announce an address added by the team")


def address_digest(key: str) -> str:
    """A keyed digest of an address key: enough to count by, too little to read."""
    return salted_hmac("hustings.people.persons.own-page", key, algorithm="sha256").hexdigest()


class PageRequest(models.Model):
    """That a link was asked for: written whether the address is known or not, answered by a task."""

    wish = models.CharField(max_length=8, choices=PageWish, default=PageWish.OPEN)
    address = models.CharField(max_length=254, help_text="As typed; empty once answered")
    digest = models.CharField(max_length=64, help_text="Keyed digest of the address")
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, related_name="page_requests",
        help_text="Whose page it is, where that was known when it was asked for",
    )  # fmt: skip
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    visitor = models.CharField(max_length=32, blank=True, help_text="Keyed digest of network and day")
    onward = models.CharField(max_length=200, blank=True, help_text="Path to go on to; see onward.py")
    requested_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["digest", "requested_at"], name="page_requests_by_address"),
            models.Index(fields=["visitor", "requested_at"], name="page_requests_by_visitor"),
        ]

    def __str__(self) -> str:
        return f"{self.wish} {self.requested_at:%Y-%m-%d %H:%M}"


class PageLinkQuerySet(models.QuerySet["PageLink"]):
    """Questions about many links."""

    def of_token(self, token: str, wish: str) -> "PageLinkQuerySet":
        """The link of a secret from a mail, used or not."""
        return self.filter(digest=hashlib.sha256(token.encode()).hexdigest(), wish=wish)

    def by_token(self, token: str, wish: str) -> "PageLink | None":
        """The link of a secret from a mail, while it can still be used."""
        fresh = self.of_token(token, wish).filter(used_at=None, expires_at__gt=timezone.now())
        return fresh.select_related("person").first()


class PageLink(models.Model):
    """One link that was mailed. Only a digest of it is kept. A used one is its holder's session."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="page_links")
    wish = models.CharField(max_length=8, choices=PageWish, default=PageWish.OPEN, db_default=PageWish.OPEN)
    address = models.CharField(max_length=254, help_text="Where it was sent")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the link's secret")
    onward = models.CharField(max_length=200, blank=True, help_text="Path to go on to; see onward.py")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = PageLinkQuerySet.as_manager()

    def is_theirs(self, statuses: Collection[str]) -> bool:
        """Whether it was sent to an address of theirs that opens the page, and is in one of these states."""
        held = Email.objects.filter(
            person=self.person_id, address=self.address, status__in=statuses, barred_at=None
        )
        return held.exists()

    def use(self) -> bool:
        now = timezone.now()
        fresh = PageLink.objects.filter(pk=self.pk, used_at=None, expires_at__gt=now)
        if not fresh.update(used_at=now):
            return False
        self.used_at = now
        return True
