"""Privacy notice of forms and surveys."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import Part, Told, Use, tellers, uses
from hustings.site.forms.models import Questionnaire


def _answers(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["forms"]:
        yield Part.WHY, _("Your answers to our forms: to take them into account and to reply to you.")
    if use["surveys"]:
        words = _(
            "Your answers to our surveys, only with your explicit consent. Unless you want to stay in"
            " touch, they are not linked to your name; we only keep the hour and the department."
        )
        yield Part.WHY, words


part = Contribution(
    uses(
        Use("forms", lambda: Questionnaire.objects.exclude(opens_at=None)),
        Use("surveys", lambda: Questionnaire.objects.exclude(opens_at=None).filter(is_survey=True)),
    ),
    tellers(_answers),
)
