"""Forms that people answer: what is asked, what was answered, how many of which may answer."""

from hustings.site.forms.models.questionnaires import Option, Question, Questionnaire
from hustings.site.forms.models.quotas import Place, Quota
from hustings.site.forms.models.responses import Answer, Response, ResponseQuerySet
from hustings.site.forms.models.spam import SpamRules
from hustings.site.forms.models.themes import Coding, Group, Sorting, Suggestion, Theme
