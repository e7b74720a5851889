"""Mails to the leaders of a group about what the rules or the clock found."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task

from hustings.field.groups import mails
from hustings.field.groups.certification import explanation
from hustings.field.groups.models import (
    GroupNotice,
    GroupsPage,
    Membership,
    MembershipChange,
    Reorganisation,
)
from hustings.foundation.campaigns.mails import Words
from hustings.foundation.jobs import exactly_once
from hustings.foundation.jobs.labels import label
from hustings.foundation.lib.dates import date_format
from hustings.people.persons.models import Person
from hustings.site.website import listings


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
    for person in recipients(notice):
        with exactly_once.once(f"group notice {pk} {person.pk}") as is_first:
            if is_first and send(notice, person):
                GroupNotice.objects.filter(pk=pk).update(n_told=F("n_told") + 1)
    GroupNotice.objects.filter(pk=pk, told_at=None).update(told_at=timezone.now())


def recipients(notice: GroupNotice) -> Sequence[Person]:
    """The leaders; of a split, a merger or a closing, those who were moved or left by it."""
    told = Membership.objects.leaders().filter(group=notice.group).values("person")
    if deed := notice.data.get("reorganisation"):
        changes = MembershipChange.objects.filter(reorganisation=deed, group=notice.group, role_after="")
        told = changes.exclude(person=None).values("person")  # type: ignore[assignment]
    return list(Person.objects.open_to_mail().filter(pk__in=told).order_by("pk"))


def send(notice: GroupNotice, person: Person) -> bool:
    """Whether there was an address to send it to."""
    with translation.override(person.language):
        return mails.send(person, _words(notice, person.language))


def _words(notice: GroupNotice, language: str) -> Words:
    if notice.about in (GroupNotice.About.MOVED, GroupNotice.About.CLOSED):
        return _reorganised(notice, language)
    group = notice.group
    url = listings.address(GroupsPage, group.path, language) if group.is_shown else ""
    subject, lines, close = _sentences(notice)
    found = [*lines, *(f"– {each}" for each in explanation.missing_words(notice.data.get("missing", [])))]
    return Words(subject, [*found, *([close] if close else [])], _("The group’s page") if url else "", url)


def _reorganised(notice: GroupNotice, language: str) -> Words:
    deed = Reorganisation.objects.select_related("other").get(pk=notice.data["reorganisation"])
    named = {"group": notice.group.name, "other": deed.other.name if deed.other else ""}
    if deed.other:
        subject = _("Your local group is now “%(other)s”") % named
        lines = [_("You were in the group “%(group)s”. From now on you are in “%(other)s”.") % named]
    else:
        subject = _("The group “%(group)s” is closed") % named
        lines = [_("The group “%(group)s” is closed. Thank you for having been part of it.") % named]
    url = ""
    if deed.other and deed.other.is_shown:
        url = listings.address(GroupsPage, deed.other.path, language)
    note = _("You don’t want to be in it? You can leave it on its page at any time.") if deed.other else ""
    lines += [line for line in deed.words.splitlines() if line.strip()]
    return Words(subject, lines, _("The group’s page") if url else "", url, (note,) if note else ())


def _sentences(notice: GroupNotice) -> tuple[str, list[str], str]:
    """Subject, what comes before the missing conditions, and what after them."""
    named = {"group": notice.group.name}
    if notice.about == GroupNotice.About.CERTIFIED:
        lines = [_("Your group %(group)s meets all conditions: it is certified. Thank you!") % named]
        return _("%(group)s is certified") % named, lines, ""
    if notice.about == GroupNotice.About.WARNED:
        ends = dt.datetime.fromisoformat(notice.data["ends"])
        named |= {"on": date_format(timezone.localtime(ends), "DATE_FORMAT")}
        return (
            _("%(group)s: certification at risk") % named,
            [_("Your group %(group)s no longer meets all conditions of certification. Missing:") % named],
            _("If this changes before %(on)s, it stays certified. We are glad to help: reply to this e-mail.")
            % named,
        )
    if notice.about == GroupNotice.About.WITHDRAWN:
        return (
            _("%(group)s is no longer certified") % named,
            [_("Your group %(group)s is no longer certified. Missing:") % named],
            _("As soon as the conditions are met again, it is certified again."),
        )
    named |= {"days": notice.data.get("days", "")}
    return (
        _("How is %(group)s doing?") % named,
        [
            _("Nothing has happened in your group %(group)s for %(days)s days, as far as we know.") % named,
            _("Plan a meeting, even a small one, or write to your members."),
        ],
        _("No time at the moment? Reply to this e-mail, and we will look for someone to help you."),
    )
