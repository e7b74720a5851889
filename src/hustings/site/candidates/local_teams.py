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
from hustings.foundation.territories.models import Containment
from hustings.site.candidates.models import CandidateIndexPage, CandidatePage

PREFIX = "candidates in: "  # and the key of the territory
WORKFLOW = "Candidates"
PICTURES = "Candidates"


def groups_of(granted: Iterable[Grant]) -> set[str]:
    """The groups of what is granted, each with the pages of its territory as they are now."""
    zones = {grant.zone_id for grant in granted if grant.zone_id and EDIT_CANDIDATES in grant.rights}
    return {_kept(zone) for zone in zones if zone}


def _kept(zone: int) -> str:
    """The group of one territory, brought up to the pages there: three questions, more where they differ."""
    group, is_new = Group.objects.get_or_create(name=f"{PREFIX}{zone}")
    within = Containment.objects.filter(outer=zone).values("inner")
    pages = CandidatePage.objects.filter(candidacy__zone__in=within, candidacy__withdrawn_at=None)
    wanted = set(pages.values_list("pk", flat=True))
    there = GroupPagePermission.objects.filter(group=group)
    held = set(there.values_list("page", flat=True))
    if is_new or wanted != held:
        with transaction.atomic():
            change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
            there.exclude(page__in=wanted, permission=change).delete()
            GroupPagePermission.objects.bulk_create(
                (GroupPagePermission(group=group, page_id=pk, permission=change) for pk in wanted - held),
                ignore_conflicts=True,
            )
            _may_add_pictures(group)
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
def watch_over(index: CandidateIndexPage) -> None:
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
