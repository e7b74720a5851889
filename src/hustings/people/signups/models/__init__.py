"""Signups: models, one file each."""

from hustings.people.signups.models.bars import AddressBar
from hustings.people.signups.models.devices import Device
from hustings.people.signups.models.sign_ups import SignUp
from hustings.people.signups.models.submissions import Submission, SubmissionQuerySet
