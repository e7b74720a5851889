"""Consultations: phases and questions, who takes part, what they write and vote on."""

from hustings.deliberation.consultations.models.announcements import Announcement, AnnouncementMail
from hustings.deliberation.consultations.models.consultations import Consultation, Kind, Phase, Question
from hustings.deliberation.consultations.models.groupings import Grouped, Grouping
from hustings.deliberation.consultations.models.items import Item, ItemKind, Version
from hustings.deliberation.consultations.models.participants import Bar, Entry, Participant, Shown
from hustings.deliberation.consultations.models.votes import CHOICES, Choice, Vote, ballot_on
