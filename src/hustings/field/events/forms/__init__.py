"""Forms of events, a subject a file."""

from hustings.field.events.forms.co_hosts import CoHostForm
from hustings.field.events.forms.deeds import DuplicateForm, WeekForm
from hustings.field.events.forms.events import MOST_GROUPS, CancellingForm, EventForm, FilterForm, ReasonForm
from hustings.field.events.forms.kinds import KindForm
from hustings.field.events.forms.moments import LocalMoment
from hustings.field.events.forms.proposals import ProposalForm
from hustings.field.events.forms.series import HostRepeatForm, RepeatForm
from hustings.field.events.forms.shifts import MOST, ShiftForms
