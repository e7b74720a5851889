"""Permissions of mailings, and segments that they use."""

from wagtail.models import ModelLogEntry
from wagtail.permissions import register_permission_policy

from hustings.mailing import segment_uses
from hustings.mailing.models import Mailing
from hustings.mailing.rights import MailingPolicy
from hustings.people import scrubbing, segments


def register() -> None:
    """Called once, when the app is ready."""
    register_permission_policy(Mailing, MailingPolicy(Mailing))
    segments.register_uses(segment_uses.uses)
    scrubbing.register(Mailing, criteria="tree", conditions="tree")
    scrubbing.register(ModelLogEntry, data="choices")  # names who got test letters
