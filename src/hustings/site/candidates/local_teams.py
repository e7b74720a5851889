"""Local teams write on their candidates' pages; others publish them.

Wagtail reads permissions from groups: one for each territory with a writer, compared at each request to HQ
with the pages that stand there now.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from hustings.foundation.accounts import wagtail_groups
from hustings.foundation.accounts.models import Grant
from hustings.foundation.accounts.rights import EDIT_CANDIDATES, PUBLISH_SITE
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Containment
from hustings.site.candidates.models import CandidatePage, Helper
from hustings.site.website.models import NewsIndexPage

PREFIX = "candidates in: "  # and the key of the territory
OF_ONE = "candidate: "  # and the key of the candidacy
WORKFLOW = "Candidates"
PICTURES = "Candidates"


def groups_of(granted: Iterable[Grant]) -> set[str]:
    """The groups of what is granted, each with the pages of its territory, or of its candidate, as of now."""
    granted = list(granted)
    zones = {grant.zone_id for grant in granted if grant.zone_id and EDIT_CANDIDATES in grant.rights}
    helping = [grant.pk for grant in granted if grant.role == Role.HELPER]
    candidacies = Helper.objects.filter(grant__in=helping).values_list("candidacy", flat=True)
    of_zones = {_of_zone(zone) for zone in zones if zone}
    return of_zones | {_of_candidacy(pk) for pk in (set(candidacies) if helping else ())}


def _of_zone(zone: int) -> str:
    within = Containment.objects.filter(outer=zone).values("inner")
    pages = CandidatePage.objects.filter(candidacy__zone__in=within, candidacy__withdrawn_at=None)
    return _kept(f"{PREFIX}{zone}", {(pk, "change_page") for pk in pages.values_list("pk", flat=True)})


def _of_candidacy(candidacy: int) -> str:
    """Its pages to change, and news to add: of these a writer changes their own."""
    pages = CandidatePage.objects.filter(candidacy=candidacy, candidacy__withdrawn_at=None)
    news = NewsIndexPage.objects.live()
    wanted = {(pk, "change_page") for pk in pages.values_list("pk", flat=True)}
    return _kept(
        f"{OF_ONE}{candidacy}", wanted | {(pk, "add_page") for pk in news.values_list("pk", flat=True)}
    )


def _kept(name: str, wanted: set[tuple[int, str]]) -> str:
    """The group of this name, brought up to the pages there: three questions, more where they differ."""
    group, is_new = Group.objects.get_or_create(name=name)
    there = GroupPagePermission.objects.filter(group=group)
    held = set(there.values_list("page", "permission__codename"))
    if is_new or wanted != held:
        with transaction.atomic():
            there.delete()
            names = {name for _page, name in wanted}
            found = Permission.objects.filter(codename__in=names, content_type__app_label="wagtailcore")
            keys = dict(found.values_list("codename", "pk"))
            GroupPagePermission.objects.bulk_create(
                (GroupPagePermission(group=group, page_id=pk, permission_id=keys[may]) for pk, may in wanted),
                ignore_conflicts=True,
            )
            _may_add_pictures(group)
            for page in NewsIndexPage.objects.filter(pk__in={pk for pk, may in wanted if may == "add_page"}):
                watch_over(page)
    return group.name


def _may_add_pictures(group: Group) -> None:
    """To a folder of their own; the whole campaign's pictures are not theirs to choose from."""
    root = Collection.get_first_root_node()
    if root is None:
        return
    folder = root.get_children().filter(name=PICTURES).first() or root.add_child(name=PICTURES)
    wanted = Permission.objects.filter(
        codename__in=["add_image", "choose_image"], content_type__app_label="wagtailimages"
    )
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=folder, permission=permission)


@transaction.atomic
def watch_over(index: Page) -> None:
    """What somebody without the right to publish changes below ``index`` waits for somebody who has it."""
    workflow, _ = Workflow.objects.get_or_create(name=WORKFLOW)
    task = GroupApprovalTask.objects.filter(name=WORKFLOW).first()
    if task is None:
        task = GroupApprovalTask.objects.create(name=WORKFLOW)
    names = [wagtail_groups.PREFIX + role for role in PUBLISH_SITE.holders]
    task.groups.set(Group.objects.filter(name__in=names))
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    page = Page.objects.get(pk=index.pk)
    WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": workflow})
