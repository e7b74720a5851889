"""Forms that people answer: what is asked, what was answered, how many of which may answer."""

from hustings.site.forms.models.questionnaires import Option, Question, Questionnaire, Texts, said
from hustings.site.forms.models.quotas import Place, Quota
from hustings.site.forms.models.responses import Answer, Response, ResponseQuerySet
from hustings.site.forms.models.spam import SpamRules
from hustings.site.forms.models.themes import Coding, Group, Sorting, Suggestion, Theme

__all__ = [
    "Answer",
    "Coding",
    "Group",
    "Option",
    "Place",
    "Question",
    "Questionnaire",
    "Quota",
    "Response",
    "ResponseQuerySet",
    "Sorting",
    "SpamRules",
    "Suggestion",
    "Texts",
    "Theme",
    "said",
]
