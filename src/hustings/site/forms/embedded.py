"""Forms, as other sites show them."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.embeds import MOST, Kind, Thing
from hustings.site.forms.models import Questionnaire
from hustings.site.forms.views import public as forms


class FormKind(Kind):
    name, label = "form", gettext_lazy("form")

    def find(self, key: str) -> Thing | None:
        found = Questionnaire.objects.exclude(opens_at=None).filter(slug=key).first()
        return self._of(found) if found else None

    def listed(self) -> Iterable[Thing]:
        found = Questionnaire.objects.exclude(opens_at=None)[:MOST]
        return [self._of(each) for each in found if each.is_open]

    def _of(self, form: Questionnaire) -> Thing:
        return Thing(self.name, form.slug, str(form), str(form), form.path, form)

    def show(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        return forms.form(request, thing.key)

    def thank(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        return forms.thanks(request, thing.key)
