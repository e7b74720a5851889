"""Sign-ups that wait for their confirmation by mail."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import models
from django.utils import timezone

from hustings.people.models.persons import Person
from hustings.territories.models import Zone

LINK_LIFE = timedelta(days=7)
KEPT_UNCONFIRMED = timedelta(days=30)
_signer = signing.TimestampSigner(sep=".", salt="hustings.people.sign-up")


class LinkExpired(Exception):
    """The link was good once; its sign-up is in ``sign_up``."""

    def __init__(self, sign_up: "SignUp") -> None:
        super().__init__("This link has expired.")
        self.sign_up = sign_up


class SignUpQuerySet(models.QuerySet["SignUp"]):
    """Questions about many sign-ups."""

    def forgotten(self, now: datetime) -> "SignUpQuerySet":
        """Those that nobody confirmed in time: we have no ground to keep them."""
        return self.filter(confirmed_at=None, requested_at__lt=now - KEPT_UNCONFIRMED)

    def by_link(self, token: str) -> "SignUp":
        """The sign-up of a link from a mail. Raises DoesNotExist, or LinkExpired while unconfirmed."""
        try:
            pk = int(_signer.unsign(token))
        except (signing.BadSignature, ValueError) as bad:
            raise SignUp.DoesNotExist from bad
        sign_up = self.get(pk=pk)
        try:
            _signer.unsign(token, max_age=LINK_LIFE)
        except signing.SignatureExpired as expired:
            if sign_up.confirmed_at is None:
                raise LinkExpired(sign_up) from expired
        return sign_up


class SignUp(models.Model):
    """What a visitor typed. It becomes a person once the link in the mail has been followed."""

    address = models.CharField(max_length=254)
    key = models.CharField(max_length=254, help_text="mailguard's Address.key")
    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=16, blank=True, help_text="E.164")
    postcode = models.CharField(max_length=12, blank=True)
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, db_index=False)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    consents = models.JSONField(
        default=dict, help_text="purpose -> id of the wording shown; those ticked only"
    )
    source = models.CharField(max_length=200, help_text="The page")
    recruiter = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False,
        help_text="Whose link they came by",
    )  # fmt: skip
    visitor = models.CharField(
        max_length=32, blank=True, help_text="Keyed digest of network address and day, for the rate limit"
    )
    came = models.JSONField(
        null=True, help_text="By what the visitor came: words of the campaign, and the site before"
    )
    form_key = models.CharField(
        max_length=32, null=True, help_text="Of the form shown and what was typed: twice the same is one"
    )
    requested_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="sign_ups")

    objects = SignUpQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["key", "requested_at"], name="sign_ups_by_address"),
            models.Index(fields=["visitor", "requested_at"], name="sign_ups_by_visitor"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["form_key"],
                condition=models.Q(form_key__isnull=False),
                name="one_sign_up_per_form",
            )
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def link_token(self) -> str:
        """What the link in the mail carries: the row's number and the time, signed."""
        return _signer.sign(str(self.pk))
