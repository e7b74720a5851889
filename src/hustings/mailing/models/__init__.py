"""Tables of mailing, a noun a file."""

from hustings.mailing.models.approvals import Approval, Precaution
from hustings.mailing.models.archive import Archive, Archived, ArchivePage
from hustings.mailing.models.comments import Comment, Mention
from hustings.mailing.models.counts import Division, MailingCount
from hustings.mailing.models.deliveries import Carrier, Delivery, DeliveryQuerySet
from hustings.mailing.models.follows import Follow
from hustings.mailing.models.looks import LetterLook
from hustings.mailing.models.mailings import Mailing
from hustings.mailing.models.measures import MailingLink, Measure, Reaction, Touch
from hustings.mailing.models.paces import Destination, Pace, Warmup
from hustings.mailing.models.returns import Alarm, Mailbox, Return
from hustings.mailing.models.sequences import Enrolment, Passage, Sequence, Step, Trigger, TriggerMember
from hustings.mailing.models.templates import Template
from hustings.mailing.models.trials import Trial
from hustings.mailing.models.visits import VersionVisits

__all__ = [
    "Alarm",
    "Approval",
    "Archive",
    "ArchivePage",
    "Archived",
    "Carrier",
    "Comment",
    "Delivery",
    "DeliveryQuerySet",
    "Destination",
    "Division",
    "Enrolment",
    "Follow",
    "LetterLook",
    "Mailbox",
    "Mailing",
    "MailingCount",
    "MailingLink",
    "Measure",
    "Mention",
    "Pace",
    "Passage",
    "Precaution",
    "Reaction",
    "Return",
    "Sequence",
    "Step",
    "Template",
    "Touch",
    "Trial",
    "Trigger",
    "TriggerMember",
    "VersionVisits",
    "Warmup",
]
