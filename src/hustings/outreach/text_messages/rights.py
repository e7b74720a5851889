"""Rights on text messages."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.roles import Right, Role

SEND_TEXTS = Right("texts.send", _("write and send text messages"), held_by=[Role.COMMUNICATIONS])

RIGHTS = (SEND_TEXTS,)
