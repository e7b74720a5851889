"""Consents that public forms ask for: the app that keeps the site's sentences says it."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from hustings.foundation.contributions import Registry
from hustings.foundation.lib.web import live_fragments
from hustings.people.persons.models import Wording
from hustings.people.signups import recognition
from hustings.people.signups.public_forms import arrivals, stamp

Asked = Callable[[str, HttpRequest | None], Mapping[str, Wording]]
# One: ``asked(language, request)`` says them: purpose -> sentence, in order.
sources = Registry[Asked]("signups.public_forms.consents.sources")


def asked(request: HttpRequest | None = None) -> dict[str, Wording]:
    """Purpose -> sentence in the reader's language, in the order of the boxes; on a page for this request."""
    source = sources.only()
    return dict(source(get_language() or settings.LANGUAGE_CODE, request)) if source else {}


def stamped(
    source: str, request: HttpRequest, boxes: Mapping[str, Wording], *, for_anybody: bool = False
) -> stamp.Stamp:
    """The stamp of a form that is shown now with these sentences, by what its reader came, and who it is."""
    lines = {str(purpose): wording.pk for purpose, wording in boxes.items()}
    found = stamp.now(source, lines, arrivals.ref(request), arrivals.came(request))
    known = None if for_anybody else recognition.of(request)
    if known:
        live_fragments.for_one(request)
    return found.of_reader(known)
