"""What mailing adds to the timeline of people, to the criteria of segments and to the list of deeds."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.accounts import access, roles
from hustings.accounts.rights import CHANGE_SETTINGS, VIEW_MAILINGS
from hustings.backups import afterwards
from hustings.campaigns.models import Campaign
from hustings.contributions import Contribution
from hustings.elections import changes
from hustings.lib import deeds, routes
from hustings.mailing import (
    blocks,
    conditions,
    criteria,
    look,
    moments,
    own_look,
    privacy,
    schedules,
    sending_rights,
    tasks,
)
from hustings.mailing.approving import waiting
from hustings.mailing.checks import contributes as checks
from hustings.mailing.following import contributes as following
from hustings.mailing.following import kinds
from hustings.mailing.measuring import contributes as reactions
from hustings.mailing.models import Delivery, Mailing, Return, Trial
from hustings.mailing.returns import places
from hustings.mailing.sending_rights import SEND_MAILINGS
from hustings.mailing.sequences import records as sequence_records
from hustings.mailing.trials import measures
from hustings.people import reasons, scrubbing, segments, timeline, undoing
from hustings.people.merging import parting
from hustings.people.models import Person
from hustings.people.own_page import parts

GROUP = "mailing"
MAILINGS = criteria.MAILINGS


def _sent(person: Person) -> QuerySet[Any]:
    return Delivery.objects.got().filter(person=person).select_related("mailing")


def _left(person: Person) -> QuerySet[Any]:
    return Delivery.objects.filter(person=person, unsubscribed_at__isnull=False).select_related("mailing")


def _returns(person: Person) -> QuerySet[Any]:
    rows = Return.objects.filter(delivery__person=person, taken_back_at=None).exclude(applied_at=None)
    return rows.exclude(kind=Return.Kind.LEAVE).select_related("delivery__mailing")


def _came_back(row: Return) -> timeline.Entry:
    words = {"name": row.delivery.mailing.name, "address": row.delivery.address, "why": row.words}
    if row.kind == Return.Kind.COMPLAINT:
        says = _("Complained of spam about the mailing “%(name)s” (%(address)s)")
    elif row.source == Return.AT_THE_DOOR:
        says = _("The mailing “%(name)s” was refused for %(address)s: %(why)s")
    else:
        says = _("The mailing “%(name)s” came back from %(address)s: %(why)s")
    return timeline.Entry(row.happened_at, f"mailing.{row.kind}", says % words, url=_url(row.delivery))


def _url(delivery: Delivery) -> str:
    return reverse("mailing:mailing", args=[delivery.mailing_id])


def _got(delivery: Delivery) -> timeline.Entry:
    words = _("Got the mailing “%(name)s”") % {"name": delivery.mailing.name}
    assert delivery.sent_at
    return timeline.Entry(delivery.sent_at, "mailing.sent", words, url=_url(delivery))


def _unsubscribed(delivery: Delivery) -> timeline.Entry:
    words = _("Unsubscribed by the link in the mailing “%(name)s”") % {"name": delivery.mailing.name}
    assert delivery.unsubscribed_at
    return timeline.Entry(delivery.unsubscribed_at, "mailing.unsubscribed", words, url=_url(delivery))


def _letters(person: Person) -> list[tuple[Any, ...]]:
    """For the person themselves: the subject that they read, not the team's name for it."""
    rows = Delivery.objects.filter(person=person).select_related("mailing").order_by("-pk")
    first = Campaign.current().language
    return [
        (
            row.mailing.subject_for(person.language, first, row.version),
            row.address,
            row.get_state_display(),
            row.sent_at,
            row.unsubscribed_at,
        )
        for row in rows
    ]


def _whom(mailing: Mailing) -> str:
    if mailing.criteria is None:
        return _("everybody")
    try:
        return segments.describe(mailing.criteria)
    except segments.BadCriteria:  # a tag or a field of it has been removed since
        return str(mailing.segment or _("a segment that can't be read any more"))


def _reasons(person: Person) -> Iterable[reasons.Letter]:
    for delivery in (
        _sent(person).select_related("mailing__segment").order_by("-sent_at", "-pk")[: reasons.SHOWN]
    ):
        mailing = delivery.mailing
        why = (
            sequence_records.why(delivery) if mailing.is_step
            else _("It went to: %(whom)s") % {"whom": _whom(mailing)}
        )  # fmt: skip
        yield reasons.Letter(
            delivery.sent_at, mailing.name, why, mailing.purpose, _url(delivery), delivery.address
        )


def _due(user: Any) -> Iterable[deeds.Deed]:
    if not access.may(user, VIEW_MAILINGS):
        return
    for mailing in Mailing.objects.exclude(problem="").exclude(state__in=["draft", "sent", "cancelled"]):
        words = _("The mailing “%(name)s” is held up: %(problem)s")
        words = words % {"name": mailing.name, "problem": _(mailing.problem)}
        yield deeds.Deed(words, reverse("mailing:mailing", args=[mailing.pk]), is_urgent=True)
    for mailing in Mailing.objects.filter(deliveries__state=Delivery.State.UNSURE, problem="").distinct()[:5]:
        words = _("Of the mailing “%(name)s” it is unsure whether some letters arrived") % {
            "name": mailing.name
        }
        yield deeds.Deed(words, reverse("mailing:mailing", args=[mailing.pk]))


def _undecided(user: Any) -> Iterable[deeds.Deed]:
    if access.may(user, SEND_MAILINGS):
        asking = Trial.objects.running().filter(asked_at__isnull=False, decided_at=None)
        for trial in asking.select_related("mailing"):
            words = _("Choose the version of the mailing “%(name)s” that the others get")
            url = reverse("mailing:trial", args=[trial.pk])
            yield deeds.Deed(words % {"name": trial.mailing.name}, url, is_urgent=True)


def _unread(user: Any) -> Iterable[deeds.Deed]:
    """For those who can have it mended."""
    if access.may(user, CHANGE_SETTINGS):
        for box in places.troubled():
            words = _("What comes back can’t be read: %(mailbox)s: %(problem)s")
            words = words % {"mailbox": box.name, "problem": _(box.problem)}
            yield deeds.Deed(words, reverse("mailing:bouncing"), is_urgent=True)


def _uses(segment: Any, user: Any) -> Iterable[segments.Use]:
    """The mailings that go or went to a segment, or would as typed last: the newest, or their number."""
    as_typed = Q(state=Mailing.State.DRAFT, latest_revision__content__segment=segment.pk)
    found = Mailing.objects.filter(Q(segment=segment) | as_typed)
    if access.may(user, VIEW_MAILINGS):
        for mailing in found.only("name", "state")[:20]:
            says = _("the mailing “%(name)s” (%(state)s)")
            says %= {"name": mailing.name, "state": mailing.get_state_display()}
            yield segments.Use(says, reverse("mailing:mailing", args=[mailing.pk]))
    elif n := found.count():
        yield segments.Use(ngettext("%(n)d mailing", "%(n)d mailings", n) % {"n": n})
    yield from _uses_of_parts(segment, user)


def _uses_of_parts(segment: Any, user: Any) -> Iterable[segments.Use]:
    """The letters with a part for its people alone, unless they are sent: those keep the criteria."""
    found = conditions.naming(segment.pk)
    if access.may(user, VIEW_MAILINGS):
        for mailing in found:
            words = {"name": mailing.name, "state": mailing.get_state_display()}
            says = _("a part for its people alone in the letter “%(name)s” (%(state)s)") % words
            yield segments.Use(says, reverse("mailing:mailing", args=[mailing.pk]))
    elif n := len(found):
        says = ngettext("a part of %(n)d letter", "parts of %(n)d letters", n)
        yield segments.Use(says % {"n": n})


def _reached(people: Collection[int]) -> Iterable[int]:
    return Delivery.objects.filter(person__in=people).values_list("person", flat=True)


_GROUPS = frozenset({GROUP})
app = Contribution(
    privacy.part,
    routes.routes(
        routes.Route("hustings.mailing.urls_letters", is_localised=True),
        routes.Route("hustings.mailing.plain_urls"),
    ),
    routes.secret_paths("u", r"m/c/[^/?\s]+", "m/o"),
    roles.rights(*sending_rights.RIGHTS),
    schedules.part,
    reactions.app,
    following.app,
    sequence_records.app,
    criteria.app,
    checks.app,
    blocks.offered(*blocks.OWN),
    kinds.kinds(*kinds.KINDS),
    measures.measures(*measures.MEASURES),
    look.owns(own_look.dressed),
    afterwards.deeds(tasks.hold_restored),
    changes.listeners(moments.look_again),
    scrubbing.texts(scrubbing.Texts(Mailing, {"criteria": "tree", "conditions": "tree"})),
    undoing.traces(undoing.Trace("mails", gettext_lazy("mails"), _reached)),
    parting.laters(
        parting.Later(
            "mailing.delivery.person",
            lambda found, whose: found.filter(address__in=whose.addresses, due_at__gte=whose.since),
        )
    ),
    timeline.groups(
        timeline.Group(GROUP, MAILINGS),
    ),
    timeline.sources(
        timeline.Source("delivery", _sent, _got, "sent_at", _GROUPS),
        timeline.Source("unsubscription", _left, _unsubscribed, "unsubscribed_at", _GROUPS),
        timeline.Source("return", _returns, _came_back, groups=_GROUPS),
    ),
    segments.happened(
        segments.Happening("mailing.not_me", gettext_lazy("letter that reached somebody else")),
    ),
    timeline.sentences(
        timeline.Sentence("mailing.not_me", gettext_lazy("Says that %(address)s is somebody else")),
    ),
    parts.my_data(
        parts.Part(
            "deliveries",
            MAILINGS,
            {
                "subject": gettext_lazy("subject"),
                "address": gettext_lazy("e-mail"),
                "state": gettext_lazy("state"),
                "sent_at": gettext_lazy("sent"),
                "unsubscribed_at": gettext_lazy("unsubscribed"),
            },
            _letters,
        ),
    ),
    reasons.sources(
        _reasons,
    ),
    segments.usages(
        _uses,
    ),
    deeds.sources(
        waiting.deeds_of,
        _due,
        _undecided,
        _unread,
    ),
)
