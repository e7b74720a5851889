"""Privacy notice of conversations."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from hustings.field.threads.models import Thread
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import Part, Told, Use, tellers, uses


def _conversations(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["threads"]:
        words = _(
            "Your messages in the conversations of a group or event: so that its members read them, with your"
            " first name and initial. Your e-mail address isn’t passed on."
        )
        yield Part.WHY, words
        words = _(
            "Messages in conversations stay as long as the conversation. If you erase your data, your"
            " messages are emptied. Notices about who was told of a message are deleted after 30 days."
        )
        yield Part.HOW_LONG, words
        words = _("Hosts and the team of the territory read reported messages to moderate them.")
        yield Part.WHO, words


part = Contribution(uses(Use("threads", Thread.objects.all)), tellers(_conversations))
