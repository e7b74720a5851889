"""Course of a public form that ends in a submission: shown, taken, shown again with what is missing, thanked.

An app says in a subclass which form, what becomes of it, and by which templates.
"""

from typing import Any, ClassVar, Generic, TypeVar

from django.http import HttpRequest, HttpResponse

from hustings.people.signups.actions.submissions import TooMany
from hustings.people.signups.kinds import Closed
from hustings.people.signups.public_forms import responses
from hustings.people.signups.public_forms.base import GuardedForm
from hustings.people.signups.public_forms.stamp import Stamp

Form = TypeVar("Form", bound=GuardedForm)
Subject = TypeVar("Subject")


class FormCourse(Generic[Form, Subject]):
    """One request to one form. ``part`` and ``page`` show it, ``thanks`` and the page ``sent`` come after.

    It is about a ``subject``, which templates know as ``called``.
    """

    part: ClassVar[str]
    page: ClassVar[str]
    thanks: ClassVar[str]
    sent: ClassVar[str]
    called: ClassVar[str] = "subject"

    def __init__(self, request: HttpRequest, subject: Subject) -> None:
        self.request, self.subject = request, subject

    def empty(self, source: str, typed: Any) -> Form:
        """The form, stamped now, with what was ``typed``, if anything; ``source`` is the page before."""
        raise NotImplementedError  # each course has its own

    def bound(self, stamp: Stamp) -> Form:
        """The form as it was sent."""
        raise NotImplementedError  # each course has its own

    def take(self, form: Form) -> Any:
        """Keep what was typed, and give its row. May raise Closed or TooMany, or add an error to the form."""
        raise NotImplementedError  # each course has its own

    def refusal(self, form: Form) -> str | None:
        """Why nothing can be taken, before anybody sends anything; None where it can."""
        return None

    def words(self, form: Form) -> dict[str, Any]:
        """Anything that the templates show beside the form."""
        return {self.called: self.subject}

    def closed(self, form: Form, why: str) -> HttpResponse:
        """Closed before or meanwhile: with what was typed, to copy."""
        raise NotImplementedError  # each course has its own

    def answer(self) -> HttpResponse:
        """Take the form: mail a link, or show it again with what is missing."""
        stamp = responses.shown(self.request)
        if stamp is None:
            return self._anew()
        form = self.bound(stamp)
        if form.is_trapped:
            return self.thank(None)
        if not form.is_valid():
            return self.show(form, 422)
        try:
            row = self.take(form)
        except Closed as why:
            return self.closed(form, str(why))
        except TooMany:
            form.say_many()
            return self.show(form, 429)
        return self.show(form, 422) if form.errors else self.thank(row)

    def _anew(self) -> HttpResponse:
        """The form without a stamp of ours: asked for by its address, or kept open since long ago."""
        is_sent = self.request.method == "POST"
        typed = responses.unticked(self.request.POST) if is_sent else None
        form = self.empty(responses.page_before(self.request), typed)
        if is_sent:
            form.say_strange()
        return self.show(form, 410 if is_sent else 200)

    def show(self, form: Form, status: int) -> HttpResponse:
        """The form, or why it is closed."""
        if (why := self.refusal(form)) is not None:
            return self.closed(form, why)
        words = {"form": form, **self.words(form)}
        return responses.again(self.request, self.part, self.page, words, status)

    def give_back(self, form: Form, part: str, page: str, **words: Any) -> HttpResponse:
        """Templates that say why nothing was taken, with what was typed."""
        words |= {"written": form.written if form.is_bound else [], self.called: self.subject}
        return responses.again(self.request, part, page, words, 410)

    def thank(self, row: Any) -> HttpResponse:
        """Say the same whether the address is new, known, or wants no more mails."""
        return responses.sent(self.request, self.thanks, self.sent, row)
