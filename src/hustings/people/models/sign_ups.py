"""Sign-ups that wait for their confirmation by mail."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from hustings.people.models.persons import Person
from hustings.territories.models import Zone


class SignUp(models.Model):
    """What a visitor typed. It becomes a person once the link in the mail has been followed."""

    address = models.CharField(max_length=254)
    key = models.CharField(max_length=254, db_index=True, help_text="mailguard's Address.key")
    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, db_index=False)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    consents = models.JSONField(default=dict, help_text="purpose -> {given: bool, wording: the text shown}")
    source = models.CharField(max_length=200, help_text="The page")
    requested_at = models.DateTimeField(default=timezone.now, db_index=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="sign_ups")

    def __str__(self) -> str:
        return self.address
