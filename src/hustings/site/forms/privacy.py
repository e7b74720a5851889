"""Privacy notice of forms and surveys."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import Part, Told, Use, tellers, uses
from hustings.site.forms.models import Questionnaire


def _answers(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["forms"]:
        yield Part.WHY, _("What you answer in our questionnaires: to take it into account and to answer you.")
    if use["surveys"]:
        words = _(
            "What you answer in our surveys, by your explicit consent alone. Unless you want to stay in"
            " touch, your answers hang on no name; of when and from where they came we keep the hour and the"
            " department."
        )
        yield Part.WHY, words


part = Contribution(
    uses(
        Use("forms", lambda: Questionnaire.objects.exclude(opens_at=None)),
        Use("surveys", lambda: Questionnaire.objects.exclude(opens_at=None).filter(is_survey=True)),
    ),
    tellers(_answers),
)
