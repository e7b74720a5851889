"""Criteria of segments: who got a text."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.outreach.text_messages.models import TextBlast, TextMessage
from hustings.people.segments import criteria

SENT = criteria.RowKind(
    lambda user: TextBlast.objects.exclude(queued_at=None),
    _("Choose a text message."), _("This text message no longer exists."),
)  # fmt: skip


def _got(text: TextBlast) -> QuerySet[TextMessage]:
    return TextMessage.objects.got().filter(text=text)


def _failed(text: TextBlast) -> QuerySet[TextMessage]:
    return TextMessage.objects.filter(text=text, state=TextMessage.State.FAILED)


part = criteria.catalogue(
    criteria.Criterion(
        "text",
        _("Text message"),
        {
            "got": criteria.Operator(_("they got"), _("got the text message “%(value)s”"), _got, SENT),
            "not_got": criteria.Operator(
                _("they didn’t get"), _("didn’t get the text message “%(value)s”"), _got, SENT, True
            ),
            "failed": criteria.Operator(
                _("it failed for them"), _("couldn’t be reached by the text message “%(value)s”"), _failed,
                SENT,
            ),
        },
        _("Text messages"),
    ),
)  # fmt: skip
