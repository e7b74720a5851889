"""Submissions: what a visitor types and confirms by mail; a model of an app is a kind of it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.sql.key_fields import KeyField
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models.persons import Person
from mailguard.identifiers.addresses import Address

LINK_LIFE = timedelta(days=7)
KEPT_UNCONFIRMED = timedelta(days=30)
Row = TypeVar("Row", bound="Submission")


class LinkExpired(Exception):
    """The link was good once."""


class SubmissionQuerySet(models.QuerySet[Row]):
    """Questions about many submissions."""

    def linked(self, token: str) -> Row:
        """The row of a link from a mail, however old the link is. Raises DoesNotExist."""
        return self.get(pk=self.model.number_in(token))

    def confirmed(self) -> Self:
        """Those confirmed and not withdrawn."""
        return self.filter(confirmed_at__isnull=False, withdrawn_at=None)

    def forgotten(self, now: datetime) -> Self:
        """Those that nobody confirmed in time: we have no ground to keep them."""
        return self.filter(confirmed_at=None, asked_at__lt=now - KEPT_UNCONFIRMED)


class Submission(models.Model):
    """A visitor's words. They count, and their person is made, once the link in the mail was followed.

    ``link_salt`` is its model's own: no link opens a row of another.
    """

    link_salt: ClassVar[str]
    known: Any = None  # a ``recognition.Known`` whose browser sent it, with the very address that it proved
    stands: Any = None  # the row that counts, where it did so at once

    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="%(class)ss", db_index=False
    )
    address = models.CharField(_("e-mail"), max_length=254)
    key = KeyField(max_length=254, help_text="mailguard's Address.key")
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    zone = models.ForeignKey(
        Zone, models.SET_NULL, null=True, blank=True, db_index=False, related_name="+",
        verbose_name=_("territory"),
    )  # fmt: skip
    phone = models.CharField(max_length=16, blank=True, help_text="E.164")
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    consents = models.JSONField(default=dict, help_text="purpose -> id of the wording shown; those ticked")
    source = models.CharField(_("page"), max_length=200)
    came = models.JSONField(null=True, help_text="Words of the campaign, and the site before")
    ref = models.CharField(max_length=100, blank=True, help_text="The link of a letter, as the form had it")
    visitor = models.CharField(max_length=32, blank=True, help_text="Keyed digest of network and day")
    form_key = models.CharField(max_length=32, null=True, help_text="Of form and answers: twice is once")
    asked_at = models.DateTimeField(_("sent"), default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["key", "asked_at"], name="%(class)ss_by_address"),
            models.Index(fields=["visitor", "asked_at"], name="%(class)ss_by_visitor"),
            models.Index(fields=["asked_at"], condition=Q(confirmed_at=None), name="%(class)ss_unconfirmed"),
            models.Index(fields=["person"], condition=Q(person__isnull=False), name="%(class)ss_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["form_key"], condition=Q(form_key__isnull=False), name="one_%(class)s_per_form"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.address

    @classmethod
    def typed(
        cls,
        *,
        address: Address,
        source: str,
        consents: Mapping[str, int],
        ref: str = "",
        came: Mapping[str, str] | None = None,
        form_key: str = "",
        known: Any = None,
        **columns: Any,
    ) -> Self:
        """A row that is not kept yet. ``consents``: purpose -> wording; ``ref``: the letter they came by."""
        row = cls(
            address=str(address), key=address.key, source=source[:200], consents=dict(consents),
            ref=ref[:100], came=dict(came) if came else None, form_key=form_key or None, **columns,
        )  # fmt: skip
        row.known = known if known and known.email.key == address.key else None
        return row

    @classmethod
    def signer(cls) -> signing.TimestampSigner:
        return signing.TimestampSigner(sep=".", salt=cls.link_salt)

    @classmethod
    def number_in(cls, token: str) -> int:
        """The key of the row that a link leads to. Raises DoesNotExist."""
        try:
            return int(cls.signer().unsign(token))
        except (signing.BadSignature, ValueError) as bad:
            raise cls.DoesNotExist from bad

    def refuse_old(self, token: str) -> None:
        """Raise LinkExpired where the link is too old to confirm it, and nobody has."""
        try:
            self.signer().unsign(token, max_age=LINK_LIFE)
        except signing.SignatureExpired as expired:
            if self.confirmed_at is None:
                raise LinkExpired("This link has expired.") from expired

    @property
    def link_token(self) -> str:
        """What the links in the mail carry: the row's number and the time, signed."""
        return self.signer().sign(str(self.pk))

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def is_confirmed(self) -> bool:
        """Confirmed and not withdrawn."""
        return bool(self.confirmed_at) and self.withdrawn_at is None
