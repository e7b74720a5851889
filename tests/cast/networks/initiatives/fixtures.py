"""A call that is open for a month, and applications to it as they come from the site."""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from hustings.foundation.lib.fields import uploaded_files
from hustings.networks.initiatives import actions
from hustings.networks.initiatives.actions.applying import KIND
from hustings.networks.initiatives.models import Application, Call, Round
from hustings.people.signups.actions import links
from mailguard.identifiers import addresses


def call(slug: str = "gardens", **values: Any) -> Call:
    """Published, its first round open; ``values`` are the round's."""
    made = actions.new_call(values={"slug": slug, "titles": {"en": "Gardens", "fr": "Jardins"}})
    now = timezone.now()
    days = {"opens_at": now - timedelta(days=2), "closes_at": now + timedelta(days=28), "budget": 10_000_00}
    Round.objects.filter(call=made).update(**days | values)
    actions.publish(call=made, is_shown=True)
    return Call.objects.get(pk=made.pk)


def opened(slug: str = "gardens", **values: Any) -> Round:
    """The round of such a call."""
    return Round.objects.select_related("call", "questionnaire").get(call=call(slug, **values))


def typed(
    round_: Round, email: str = "ada@example.org", title: str = "A school garden", **values: Any
) -> Application:
    """Begun on the site, not confirmed yet."""
    about = {"given_name": "Ada", "family_name": "Durand", "language": "en"} | values
    row = Application.typed(
        address=addresses.read(email),
        source="/en/calls/gardens/",
        consents={},
        round=round_,
        title=title,
        **about,
    )
    actions.begin(application=row)
    return Application.objects.get(pk=row.pk)


def begun(
    round_: Round, email: str = "ada@example.org", title: str = "A school garden", **values: Any
) -> Application:
    """The same, its link followed."""
    row = typed(round_, email, title, **values)
    found: Application = links.confirm(kind=KIND, find=lambda: KIND.by_link(row.link_token, is_locked=True))
    return Application.objects.select_related("round__call", "person").get(pk=found.pk)


def written(row: Application, **values: Any) -> dict[str, Any]:
    """What somebody writes, with an answer to each question."""
    names = [each.name for each in row.round.questionnaire.questions.filter(retired_at=None)]
    about: dict[str, Any] = {
        "title": row.title, "organisation": "", "summary": "Beds, bees and children.", "asked": 2_000_00,
        "answers": {name: ["We dig."] for name in names},
    }  # fmt: skip
    return about | values


def handed(
    round_: Round, email: str = "ada@example.org", title: str = "A school garden", **values: Any
) -> Application:
    """An application that was sent."""
    who = {key: values.pop(key) for key in ("given_name", "family_name") if key in values}
    row = begun(round_, email, title, **who)
    actions.write(application=row, values=written(row, **values))
    return actions.hand_in(application=row)


def paper(name: str = "plan.txt", text: str = "A plan by Ada Durand") -> uploaded_files.Checked:
    """A text file as a browser sends it."""
    return uploaded_files.checked(ContentFile(text.encode(), name=name))
