"""Forms as what one may share."""

from typing import Any

from django.conf import settings
from django.utils import translation

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.site.forms.models import Questionnaire
from hustings.site.sharing.subjects import Subject

_LANGUAGES = frozenset(dict(settings.LANGUAGES))


class Forms:
    """Every form that is or was open, in each language: ``form-7-fr``."""

    name = "form"

    def get(self, rest: str) -> Subject | None:
        number, _dash, language = rest.partition("-")
        if not number.isdecimal() or language not in _LANGUAGES:
            return None
        found = Questionnaire.objects.exclude(opens_at=None).filter(pk=int(number)).first()
        return _subject(found, language) if found else None

    def at(self, path: str) -> Subject | None:
        parts = path.strip("/").split("/")
        if len(parts) != 3 or parts[0] not in _LANGUAGES or parts[1] != "forms":
            return None
        found = Questionnaire.objects.exclude(opens_at=None).filter(slug=parts[2]).first()
        return _subject(found, parts[0]) if found else None

    def may_write(self, user: Any, rest: str) -> bool:
        return access.everywhere(user, EDIT_SITE)


def _subject(form: Questionnaire, language: str) -> Subject:
    with translation.override(language):
        return Subject(f"form-{form.pk}-{language}", form.title, settings.BASE_URL + form.path, language)
