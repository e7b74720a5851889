"""Whom nuntius writes to: the two models that its guide asks for."""

from django.db import models
from nuntius.models import BaseSegment, BaseSubscriber


class Reader(BaseSubscriber):
    """Somebody with a name."""

    given_name = models.CharField(max_length=100)

    def get_subscriber_data(self):
        """What a letter may name."""
        return {"email": self.email, "given_name": self.given_name}


class Segment(BaseSegment, models.Model):
    """Everybody."""

    def get_subscribers_queryset(self):
        """Those who may be written to."""
        return Reader.objects.filter(subscriber_status=Reader.STATUS_SUBSCRIBED)

    def get_subscribers_count(self):
        """How many."""
        return self.get_subscribers_queryset().count()
