"""Letters of juries and decisions: what each says."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.mails import Words
from hustings.foundation.lib.dates import date_format
from hustings.networks.initiatives import letters
from hustings.networks.initiatives.letter_kinds import LetterKind, Says, kinds, to_applicant
from hustings.networks.initiatives.models import Application, Letter, State
from hustings.networks.juries import feedback
from hustings.networks.juries.models import Juror

JURY, READY, NUDGE, DECISION, APPEAL = "jury", "ready", "nudge", "decision", "appeal"


def tell(juror: Juror, kind: str, what: Any) -> bool:
    """Mail a juror once; ``what`` tells this letter from others of its kind. Whether it was new."""
    person = juror.person
    return person is not None and letters.tell_person(person, kind, f"{juror.pk}:{what}")


def _of(letter: Letter) -> Juror | None:
    """The juror of a letter, as long as they are one."""
    rows = Juror.objects.select_related("round__call")
    return rows.filter(pk=int(letter.about.partition(":")[0]), ended_at=None).first()


def _decision(letter: Letter) -> Words | None:
    row = letter.application
    said = {
        State.ACCEPTED: _("Your project “%(title)s” is accepted."),
        State.RESERVE: _("Your project “%(title)s” is on the waiting list, in case a place becomes free."),
        State.REFUSED: _("Your project “%(title)s” is not accepted this time."),
        State.INELIGIBLE: _("Your application “%(title)s” is not eligible."),
    }  # fmt: skip
    if row is None or State(row.state) not in said:
        return None
    lines = [said[State(row.state)] % {"title": row.title}, *filter(None, [feedback.paragraph(row)])]
    if found := feedback.of(row):
        lines += [_("The reasons:"), *found]
    if row.state != State.ACCEPTED and row.round.appeal_days:
        words = _("If you disagree, you can appeal within %(n)d days, on the page of your application.")
        lines.append(words % {"n": row.round.appeal_days})
    return to_applicant(row, _("The decision on your application: %(call)s"), lines, _("Open my application"))


def _appeal(letter: Letter) -> Words | None:
    row: Application | None = letter.application
    if row is None:
        return None
    right = _("Your appeal was right: your application is decided again.")
    said = right if row.appeal.is_upheld else _("Your appeal does not change the decision.")
    subject = _("The answer to your appeal: %(call)s")
    return to_applicant(row, subject, [said, row.appeal.answer], _("Open my application"))


def _to_juror(build: Callable[[Juror], tuple[str, list[str], str]]) -> Says:
    def says(letter: Letter) -> Words | None:
        juror = _of(letter)
        if juror is None:
            return None
        subject, lines, button = build(juror)
        call, day = {"call": juror.round.call}, juror.round.jury_closes_on
        until = [_("Please mark until %(day)s.") % {"day": date_format(day, "DATE_FORMAT")}] if day else []
        note = _("This link is yours alone: whoever has it marks in your name.")
        link = mails.link("jury:jury", juror.token)
        return Words(subject % call, [*(each % call for each in lines), *until], button, link, (note,))

    return says


def _jury(juror: Juror) -> tuple[str, list[str], str]:
    line = _("Will you read and mark applications for “%(call)s”? You can do it on your phone.")
    return _("Will you join the jury? %(call)s"), [line], _("Reply")


def _ready(juror: Juror) -> tuple[str, list[str], str]:
    return _("Applications to read: %(call)s"), [_("Your applications are ready to read.")], _("Begin")


def _nudge(juror: Juror) -> tuple[str, list[str], str]:
    n = juror.reviews.filter(done_at=None).count()
    return (
        _("Still to read: %(call)s"),
        [_("Applications you have not marked yet: %(n)d") % {"n": n}],
        _("Go on"),
    )


part = kinds(
    LetterKind(JURY, _to_juror(_jury)), LetterKind(READY, _to_juror(_ready)),
    LetterKind(NUDGE, _to_juror(_nudge)), LetterKind(DECISION, _decision), LetterKind(APPEAL, _appeal),
)  # fmt: skip
