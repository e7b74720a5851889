"""Models of the shield."""

from hustings.security.incidents.models.arrangement import ShieldSettings, lines
from hustings.security.incidents.models.bulletins import Bulletin, Story
from hustings.security.incidents.models.commands import Answer, Look, Opinion, Order, Report, Rule
from hustings.security.incidents.models.exercises import Exercise, Taking
from hustings.security.incidents.models.incidents import ACTIONS, Action, Evidence, Incident, Mark, Sighting
from hustings.security.incidents.models.reviews import Lesson, Teaching
from hustings.security.incidents.models.sources import Guard, Source
from hustings.security.incidents.models.studies import Perusal, Study
