"""Mails to the leaders of a group about what the rules or the clock found."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task

from hustings.field.groups.certification import explanation
from hustings.field.groups.models import GroupNotice, GroupsPage, LocalGroup, Membership
from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.jobs import exactly_once
from hustings.foundation.jobs.labels import label
from hustings.foundation.lib.dates import date_format
from hustings.people.persons.models import Email, Person

GONE = (Email.Status.BOUNCING, Email.Status.REFUSED)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one mail; ``points`` as a list."""

    subject: str
    lines: list[str]
    points: list[str]
    close: str = ""


def add(rows: Sequence[GroupNotice]) -> None:
    """Keep them, and have each sent; within the caller's transaction."""
    for row in rows:
        row.save()
        tell.enqueue(row.pk)


@label(gettext_lazy("Write to the hosts of a group"))
@task()
def tell(pk: int) -> None:
    """Mail one notice to each leader, each once."""
    notice = GroupNotice.objects.select_related("group").filter(pk=pk, told_at=None).first()
    if notice is None:
        return
    for person in leaders(notice.group):
        address = person.emails.exclude(status__in=GONE).values_list("address", flat=True).first()
        if address is None:
            continue
        with exactly_once.once(f"group notice {pk} {person.pk}") as is_first:
            if is_first:
                compose(notice, person.language, address).send()
                GroupNotice.objects.filter(pk=pk).update(n_told=F("n_told") + 1)
    GroupNotice.objects.filter(pk=pk, told_at=None).update(told_at=timezone.now())


def leaders(group: LocalGroup) -> Sequence[Person]:
    led = Membership.objects.leaders().filter(group=group).values("person")
    return list(Person.objects.open_to_mail().filter(pk__in=led).order_by("pk"))


def compose(notice: GroupNotice, language: str, address: str) -> EmailMultiAlternatives:
    with translation.override(language):
        said = _words(notice)
        words = {
            "campaign": Campaign.current(), "words": said, "language": language,
            "link": page_url(notice.group, language),
        }  # fmt: skip
        return mails.compose(to=address, subject=said.subject, template="groups/mails/leaders", words=words)


def page_url(group: LocalGroup, language: str) -> str:
    """The group's page on the site in a language; empty where there is none."""
    pages = GroupsPage.objects.live().select_related("locale")
    found = pages.filter(locale__language_code=language).first() or pages.first()
    url = found.full_url if found and group.is_shown else None
    return f"{url}{group.path}" if url else ""


def _words(notice: GroupNotice) -> Words:
    named = {"group": notice.group.name}
    points = explanation.missing_words(notice.data.get("missing", []))
    if notice.about == GroupNotice.About.CERTIFIED:
        return Words(
            _("%(group)s is certified") % named,
            [_("Your group %(group)s meets all conditions: it is certified. Thank you!") % named], [],
        )  # fmt: skip
    if notice.about == GroupNotice.About.WARNED:
        ends = dt.datetime.fromisoformat(notice.data["ends"])
        named |= {"on": date_format(timezone.localtime(ends), "DATE_FORMAT")}
        return Words(
            _("%(group)s: certification at risk") % named,
            [_("Your group %(group)s no longer meets all conditions of certification. Missing:") % named],
            points,
            _("If this changes before %(on)s, it stays certified. We are glad to help: reply to this e-mail.")
            % named,
        )
    if notice.about == GroupNotice.About.WITHDRAWN:
        return Words(
            _("%(group)s is no longer certified") % named,
            [_("Your group %(group)s is no longer certified. Missing:") % named], points,
            _("As soon as the conditions are met again, it is certified again."),
        )  # fmt: skip
    return _nudge(notice.group, notice.data)


def _nudge(group: LocalGroup, data: dict[str, Any]) -> Words:
    named = {"group": group.name, "days": data.get("days", "")}
    return Words(
        _("How is %(group)s doing?") % named,
        [
            _("Nothing has happened in your group %(group)s for %(days)s days, as far as we know.") % named,
            _("Plan a meeting, even a small one, or write to your members."),
        ],
        [],
        _("No time at the moment? Reply to this e-mail, and we will look for someone to help you."),
    )
