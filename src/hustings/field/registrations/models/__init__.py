"""Registrations: models, a noun a file."""

from hustings.field.registrations.models.attendance import AttendanceFit, RollCall
from hustings.field.registrations.models.covers import CoverAsk, CoverRequest
from hustings.field.registrations.models.registrations import Registration
from hustings.field.registrations.models.reports import (
    Feedback,
    Report,
    ReportPicture,
    ReportTask,
    Thanks,
    ThanksMail,
)
from hustings.field.registrations.models.seats import Release, Seat
from hustings.field.registrations.models.speakers import SpeakerRequest
