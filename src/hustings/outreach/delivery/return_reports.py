"""Reports of letters that came back or were complained of: whether any can reach us as we are set up."""

from django.conf import settings


def are_heard() -> bool:
    """Where none can, that there was none says nothing. A demonstration makes its own."""
    webhooks = settings.MAIL_PROVIDER and settings.MAIL_WEBHOOK_SECRET
    return bool(settings.BOUNCE_MAILBOXES or settings.LMTP or webhooks or settings.DEMO)
