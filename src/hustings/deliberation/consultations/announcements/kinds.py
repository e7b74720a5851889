"""Kinds of mails about a consultation; apps above add theirs."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from hustings.deliberation.consultations.models import Participant
from hustings.foundation.campaigns.mails import Words
from hustings.foundation.contributions import Registry


@dataclass(frozen=True, slots=True)
class MailKind:
    """One kind. ``find``: the subject of a key, None where there is nothing to tell any more.

    ``told``: those whom it concerns, whether or not they may be written to, asked again before each mail.
    ``words``: the mail to one of them, in the language of the moment. ``titles``: how lists name subjects.
    ``gone``: those of these subjects about which nothing is told any more.
    """

    name: str
    label: str | Promise
    find: Callable[[int], Any | None]
    told: Callable[[Any], QuerySet[Participant]]
    words: Callable[[Any, Participant], Words]
    titles: Callable[[Collection[int]], Mapping[int, str]] = lambda subjects: {}
    gone: Callable[[Collection[int]], Collection[int]] = lambda subjects: ()


kinds = Registry[MailKind]("consultations.announcements.kinds.kinds", key=attrgetter("name"))
