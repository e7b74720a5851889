"""What the shield keeps."""

from hustings.shield.models.arrangement import Arrangement, lines
from hustings.shield.models.bulletins import Bulletin, Story
from hustings.shield.models.deeds import Answer, Look, Opinion, Order, Report, Rule
from hustings.shield.models.incidents import ACTIONS, Action, Evidence, Incident, Mark, Sighting
from hustings.shield.models.reviews import Lesson, Teaching
from hustings.shield.models.sources import Guard, Source
from hustings.shield.models.studies import Perusal, Study
from hustings.shield.models.training import Exercise, Taking

__all__ = [
    "ACTIONS",
    "Action",
    "Answer",
    "Arrangement",
    "Bulletin",
    "Evidence",
    "Exercise",
    "Guard",
    "Incident",
    "Lesson",
    "Look",
    "Mark",
    "Opinion",
    "Order",
    "Perusal",
    "Report",
    "Rule",
    "Sighting",
    "Source",
    "Story",
    "Study",
    "Taking",
    "Teaching",
    "lines",
]
