"""Forms that people answer: what is asked, what was answered, how many of which may answer."""

from hustings.surveys.models.asking import Option, Question, Questionnaire, Texts, said
from hustings.surveys.models.quotas import Place, Quota
from hustings.surveys.models.responses import Answer, Response, ResponseQuerySet
from hustings.surveys.models.spam import SpamRules
from hustings.surveys.models.themes import Coding, Group, Sorting, Suggestion, Theme

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
