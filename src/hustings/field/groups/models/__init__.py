"""Local groups and the page that lists them."""

from hustings.field.groups.models.certification import (
    Certification,
    CertificationRun,
    GroupNotice,
    Rule,
    Verdict,
)
from hustings.field.groups.models.figures import GroupFigures, Health
from hustings.field.groups.models.groups import LocalGroup
from hustings.field.groups.models.handovers import Handover, Vacancy
from hustings.field.groups.models.joinings import Enquiry, Founding, GroupBar, Joining
from hustings.field.groups.models.kinds import Approval, GroupKind
from hustings.field.groups.models.memberships import (
    LEADERS,
    MEMBERS,
    GroupRole,
    HostLook,
    HostMessage,
    Membership,
    MembershipChange,
    Reason,
    Welcome,
    Why,
)
from hustings.field.groups.models.noticeboard import GroupFile, Post
from hustings.field.groups.models.pages import GroupsPage
from hustings.field.groups.models.reorganisations import MovedRow, Reorganisation
