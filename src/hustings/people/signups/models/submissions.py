"""Sign-ups that wait for their confirmation by mail."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from hustings.foundation.territories.models import Zone
from hustings.people.persons.models.persons import Person
from hustings.people.signups.models.mailed_links import Linked, LinkedQuerySet


class SignUpQuerySet(LinkedQuerySet["SignUp"]):
    """Questions about many sign-ups."""

    asked = "requested_at"


class SignUp(Linked):
    """A visitor's typed form. It becomes a person once the link in the mail has been followed."""

    link_salt = "hustings.people.persons.sign-up"

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
