"""Registrations: models, a noun a file."""

from hustings.field.registrations.models.attendance import AttendanceFit, RollCall
from hustings.field.registrations.models.barred import Barred
from hustings.field.registrations.models.covers import CoverAsk, CoverRequest
from hustings.field.registrations.models.notices import Notice
from hustings.field.registrations.models.questions import EventQuestion, EventQuestionQuerySet
from hustings.field.registrations.models.registrations import Registration, RegistrationQuerySet
from hustings.field.registrations.models.reports import (
    Feedback,
    Report,
    ReportPicture,
    ReportTask,
    Thanks,
    ThanksMail,
)
from hustings.field.registrations.models.seats import Release, Seat, SeatQuerySet
from hustings.field.registrations.models.speakers import SpeakerRequest
