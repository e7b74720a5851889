"""Letters of the campaign as readers see them: their own look, an archive of some; and that some answer."""

from django.db import transaction

from hustings.foundation.accounts.models import User
from hustings.outreach.archive import actions as archive_actions
from hustings.outreach.archive.models import Archive
from hustings.outreach.bounces import replies
from hustings.outreach.bounces.reports import Answer, Kind, Report
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.emails import actions as emails_actions
from hustings.outreach.emails.forms import LookForm
from hustings.outreach.emails.models import LetterLook
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking.models import Conversion
from hustings.shells.demo import texts
from mailguard.identifiers import addresses

_BY_DAY = {
    "ground": "#fbf1e9", "sheet": "#ffffff", "text": "#1d2433", "link": "#9c2f18",
    "button": "#b8391f", "on_button": "#ffffff",
}  # fmt: skip
_BY_NIGHT = {
    "ground": "#17110f", "sheet": "#261b18", "text": "#f6ece7", "link": "#ffb49e",
    "button": "#ff9d82", "on_button": "#2a1009",
}  # fmt: skip
_BELOW = {
    "below_fr": "Rives Communes est financé par les dons de ses adhérentes et adhérents.",
    "below_en": "Rives Communes is funded by its members’ donations.",
}


class Unreadable(Exception):
    """The look's colours can't be told apart, or something else in it is refused."""


@transaction.atomic
def dress() -> None:
    """Have letters look like the campaign, by the form that refuses what can't be read."""
    director = User.objects.filter(email__startswith="dora@").first()
    if LetterLook.current() or director is None:
        return
    by_night = {f"{name}_by_night": colour for name, colour in _BY_NIGHT.items()}
    form = LookForm(_BY_DAY | by_night | _BELOW | {"top": LetterLook.Top.BOTH, "logo": ""})
    if not form.is_valid():
        raise Unreadable(form.errors)
    emails_actions.choose_look(look=form.instance, user=director)


@transaction.atomic
def open_archive() -> None:
    """Let everybody read some of the past letters on the site, and all that are sent from now on."""
    author = User.objects.filter(email__startswith="carl@").first()
    if Archive.objects.exists() or author is None:
        return
    Archive.objects.create(pk=1, is_on=True, by_default=Archive.ByDefault.ALL, is_indexed=True)
    letters = texts.read("letters")["letters"]
    names = [each[texts.language()]["name"] for each in letters if each.get("in_archive")]
    for mailing in Mailing.objects.filter(name__in=names, state=Mailing.State.SENT):
        archive_actions.put_in(mailing=mailing, user=author)


@transaction.atomic
def let_answer() -> None:
    """Readers of the last mailings answered: one in seventy, as their messages in the mailbox would say."""
    if Conversion.objects.filter(kind="reply").exists():
        return
    for mailing in Mailing.objects.filter(kind=Mailing.Kind.MAILING, started_at__isnull=False).order_by(
        "-started_at"
    )[:2]:
        rows = mailing.deliveries.filter(state=Delivery.State.SENT).order_by("pk")
        replies.take_in([_answer(row) for row in rows[11::70]])


def _answer(row: Delivery) -> Report:
    said = Answer(sender=addresses.key_of(row.address), delivery=row.pk)
    return Report(Kind.OTHER, f"demo-answer-{row.pk}", answer=said)
