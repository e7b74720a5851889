"""The campaign's dates, a noun a file."""

from hustings.field.events.models.changes import EventChange
from hustings.field.events.models.co_hostings import CoHosting, hosting_groups, with_co_hosts
from hustings.field.events.models.events import Audience, Event, EventQuerySet
from hustings.field.events.models.kinds import EventKind, Kind
from hustings.field.events.models.pages import AgendaPage
from hustings.field.events.models.personal import PersonalCalendar
from hustings.field.events.models.series import Series
from hustings.field.events.models.shifts import Shift
