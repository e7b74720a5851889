"""The form of a comment on a sentence of a synthesis."""

from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.forms.public import WritingForm, area

COMMENT = 2_000


class CommentForm(WritingForm):
    """A reader's words on a sentence."""

    place = "comment"
    text = area(_("Your comment"), COMMENT)
