"""Parts that apps above add to a group's public page, to its hosts' page and to its record in HQ.

Threads, the agenda and certification give one each. A part is asked for with each page; None shows nothing.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from hustings.field.groups.models import LocalGroup, Membership
from hustings.foundation.contributions import Registry


@dataclass(frozen=True, slots=True)
class Part:
    """A template and what it shows, beside ``group``, and ``membership`` where there is one."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 50


PagePart = Callable[[HttpRequest, LocalGroup], Part | None]
HostPart = Callable[[HttpRequest, LocalGroup, Membership], Part | None]
HqPart = Callable[[LocalGroup, Any], Part | None]

# ``part(request, group)``: public, the same for everyone who reads it.
page_parts = Registry[PagePart]("groups.hooks.page_parts")
# ``part(request, group, membership)``: of a host or co-host whose own page is open.
host_parts = Registry[HostPart]("groups.hooks.host_parts")
# ``part(group, user)``: of a member of the team who may see the group; it checks further rights itself.
hq_parts = Registry[HqPart]("groups.hooks.hq_parts")

Attendance = Callable[[LocalGroup, Collection[int]], Mapping[int, int]]
# ``counts(group, people)``: how many of the group's events each of these people came to.
attendance = Registry[Attendance]("groups.hooks.attendance")


def on_page(request: HttpRequest, group: LocalGroup) -> list[Part]:
    return _sorted([part(request, group) for part in page_parts.all()])


def for_host(request: HttpRequest, group: LocalGroup, membership: Membership) -> list[Part]:
    return _sorted([part(request, group, membership) for part in host_parts.all()])


def in_hq(group: LocalGroup, user: Any) -> list[Part]:
    return _sorted([part(group, user) for part in hq_parts.all()])


def came(group: LocalGroup, people: Collection[int]) -> Counter[int]:
    """How often each of these people came; nothing where no app counts it."""
    found: Counter[int] = Counter()
    for counts in attendance.all():
        found.update(counts(group, people))
    return found


def _sorted(found: list[Part | None]) -> list[Part]:
    return sorted((part for part in found if part), key=lambda part: part.order)
