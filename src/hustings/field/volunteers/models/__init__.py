"""Volunteers: models, a noun a file."""

from hustings.field.volunteers.models.charters import Charter, CharterAcceptance, CharterVersion
from hustings.field.volunteers.models.hours import Hours
from hustings.field.volunteers.models.limits import VolunteerLimits
from hustings.field.volunteers.models.offers import VolunteerOffer
from hustings.field.volunteers.models.pages import VolunteerPage
from hustings.field.volunteers.models.skills import HeldSkill, Skill, SkillKind
from hustings.field.volunteers.models.tasks import Task, TaskAsk, TaskPlace
from hustings.field.volunteers.models.volunteers import Age, DayOff, Volunteer
