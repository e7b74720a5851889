"""What readers see of the campaign's letters: their own look, an archive of some; and that some answer."""

from django.db import transaction

from hustings.accounts.models import User
from hustings.mailing import actions
from hustings.mailing.forms_looks import LookForm
from hustings.mailing.models import Archive, Delivery, Follow, LetterLook, Mailing
from hustings.mailing.returns import answers
from hustings.mailing.returns.reports import Answer, Kind, Report
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
    "below_en": "Rives Communes is paid for by the gifts of its members.",
}
_READ_BY_ALL = ["Écoutes de printemps", "Proposition trains", "Rentrée", "Santé", "Dernière ligne droite"]


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
    actions.choose_look(look=form.instance, user=director)


@transaction.atomic
def open_archive() -> None:
    """Let everybody read some of the past letters on the site, and all that are sent from now on."""
    author = User.objects.filter(email__startswith="carl@").first()
    if Archive.objects.exists() or author is None:
        return
    Archive.objects.create(pk=1, is_on=True, by_default=Archive.ByDefault.ALL, is_indexed=True)
    for mailing in Mailing.objects.filter(name__in=_READ_BY_ALL, state=Mailing.State.SENT):
        actions.put_in(mailing=mailing, user=author)


@transaction.atomic
def let_answer() -> None:
    """Readers of the last mailings answered: one in seventy, as their messages in the mailbox would say."""
    if Follow.objects.filter(kind="reply").exists():
        return
    for mailing in Mailing.objects.filter(kind=Mailing.Kind.MAILING, started_at__isnull=False).order_by(
        "-started_at"
    )[:2]:
        rows = mailing.deliveries.filter(state=Delivery.State.SENT).order_by("pk")
        answers.take_in([_answer(row) for row in rows[11::70]])


def _answer(row: Delivery) -> Report:
    said = Answer(sender=addresses.key_of(row.address), delivery=row.pk)
    return Report(Kind.OTHER, f"demo-answer-{row.pk}", answer=said)
