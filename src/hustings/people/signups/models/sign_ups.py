"""Sign-ups: the wish to join, alone or beside answers to a form."""

from django.db import models

from hustings.people.persons.models.persons import Person
from hustings.people.signups.models.submissions import Submission, SubmissionQuerySet


class SignUp(Submission):
    """A visitor's wish to join."""

    link_salt = "hustings.people.persons.sign-up"

    recruiter = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False,
        help_text="Whose link they came by",
    )  # fmt: skip

    objects = SubmissionQuerySet["SignUp"].as_manager()

    class Meta(Submission.Meta):
        pass
