"""Base of rows that count once the link in a mail was followed, whatever their app: links and days."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self, TypeVar

from django.core import signing
from django.db import models

LINK_LIFE = timedelta(days=7)
KEPT_UNCONFIRMED = timedelta(days=30)


class LinkExpired(Exception):
    """The link was good once."""


class Linked(models.Model):
    """A row with a link in a mail. ``link_salt`` is its model's own: no link opens a row of another."""

    link_salt: ClassVar[str]
    confirmed_at: Any

    class Meta:
        abstract = True

    @classmethod
    def signer(cls) -> signing.TimestampSigner:
        return signing.TimestampSigner(sep=".", salt=cls.link_salt)

    @property
    def link_token(self) -> str:
        """What the links in the mail carry: the row's number and the time, signed."""
        return self.signer().sign(str(self.pk))


Row = TypeVar("Row", bound=Linked)


class LinkedQuerySet(models.QuerySet[Row]):
    """Questions about many such rows."""

    asked = "asked_at"  # when the form was sent

    def forgotten(self, now: datetime) -> Self:
        """Those that nobody confirmed in time: we have no ground to keep them."""
        return self.filter(**{"confirmed_at": None, f"{self.asked}__lt": now - KEPT_UNCONFIRMED})

    def linked(self, token: str) -> Row:
        """The row of a link from a mail, however old the link is. Raises DoesNotExist."""
        try:
            pk = int(self.model.signer().unsign(token))
        except (signing.BadSignature, ValueError) as bad:
            raise self.model.DoesNotExist from bad
        return self.get(pk=pk)

    def by_link(self, token: str) -> Row:
        """The same; raises LinkExpired where the link is too old to confirm it, and nobody has."""
        row = self.linked(token)
        try:
            self.model.signer().unsign(token, max_age=LINK_LIFE)
        except signing.SignatureExpired as expired:
            if row.confirmed_at is None:
                raise LinkExpired("This link has expired.") from expired
        return row
