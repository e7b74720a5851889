"""Kinds of conversions. Apps higher up contribute theirs, and tell of it when it happens.

    GIFT = kinds.Kind(
        "gift", _("gifts"), _("gifts not paid yet"), _("Gave after …"),
        best=_("the most readers who gave"), readers=_("readers who gave themselves"))
    app = Contribution(kinds.kinds(GIFT))
    conversions.begin(GIFT, ref, whose=gift.email_key)     # they have filled in the form
    conversions.settle(GIFT, whose=gift.email_key, person=gift.person)     # the gift is there

The page of a mailing, its links and versions, timelines and the download then show them by themselves, and
tests of versions may be decided by the readers who did it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hustings.foundation.contributions import Registry
from hustings.outreach.emails import link_refs

Words = Promise | str


@dataclass(frozen=True)
class Kind:
    """One thing that people do. ``key`` is kept with what they did, for good."""

    key: str
    noun: Words  # what is counted
    waiting: Words  # those that are begun only
    says: Words  # of somebody, with the ``name`` of the mailing
    best: Words = ""  # a version with "the most readers who …"; empty: no test is decided by them
    readers: Words = ""  # those of a letter's own readers who did it themselves
    is_once: bool = False  # by its readers alone, by no link, once each: so its sum may decide a test
    window: timedelta = link_refs.WINDOW  # how long after the letter, or the click, it may come
    is_heard: Callable[[], bool] = lambda: True  # whether anything tells us of it as we are set up
    has_nought: bool = True  # whether "none" is told of any letter with a link to our site


kinds = Registry[Kind]("tracking.attribution.kinds.kinds", key=attrgetter("key"))


def every() -> Iterator[Kind]:
    """All of them."""
    return iter(kinds.all())


def get(key: str) -> Kind | None:
    """None where the app that told of it is gone."""
    return kinds.find(key)


SIGN_UP = Kind(
    "sign_up",
    _("sign-ups"),
    _("unconfirmed sign-ups"),
    _("Signed up through the mailing “%(name)s”"),
    best=_("most recipients signed up"),
    readers=_("recipients who signed up"),
)
REPLY = Kind(
    "reply",
    _("replies"),
    "",
    _("Replied to the mailing “%(name)s”"),
    best=_("most replies"),
    is_once=True,
    window=timedelta(days=30),
    is_heard=lambda: bool(settings.BOUNCE_MAILBOXES),
)


KINDS: tuple[Kind, ...] = (
    SIGN_UP,
    REPLY,
)
