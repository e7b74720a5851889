"""Criteria about answers to forms."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.foundation.contributions import Contribution
from hustings.people.segments import criteria
from hustings.site.forms.models import Answer, Option, Questionnaire, Response

FORMS = _("Forms")


class _Choice(criteria.RowKind):
    def shown(self, value: Any) -> str:
        return f"{value.question}: {value}"

    def form_fields(self, user: Any) -> dict[str, Any]:
        fields = super().form_fields(user)
        setattr(fields["value"], "label_from_instance", _of_form)  # noqa: B010 - of ModelChoiceField
        return fields


def _of_form(option: Option) -> str:
    return f"{option.question.questionnaire} · {option.question}: {option}"


FORM = criteria.RowKind(
    lambda user: Questionnaire.objects.all(),
    _("Choose a form."),
    _("This form no longer exists."),
)
CHOICE = _Choice(
    lambda user: Option.objects.select_related("question__questionnaire").order_by(
        "question__questionnaire", "question__step", "question__position", "position", "pk"
    ),
    _("Choose an answer."),
    _("This answer no longer exists."),
)


def _answered(value: Questionnaire) -> QuerySet[Any]:
    return Response.objects.live().filter(questionnaire=value)


def _said(value: Option) -> QuerySet[Any]:
    said = Answer.objects.filter(option=value, question=value.question_id)
    return Response.objects.live().filter(
        questionnaire=value.question.questionnaire_id, pk__in=said.values("response")
    )


app = Contribution(
    criteria.catalogue(
        criteria.Criterion(
            "form",
            _("Form"),
            {
                "answered": criteria.Operator(
                    _("they answered"), _("answered the form “%(value)s”"), _answered, FORM
                ),
                "not_answered": criteria.Operator(
                    _("they did not answer"), _("did not answer the form “%(value)s”"), _answered, FORM, True
                ),
                "said": criteria.Operator(
                    _("they answered with"), _("answered in a form “%(value)s”"), _said, CHOICE
                ),
                "not_said": criteria.Operator(
                    _("they did not answer with"),
                    _("did not answer in a form “%(value)s”"),
                    _said,
                    CHOICE,
                    True,
                ),
            },
            FORMS,
        ),
    ),
)
