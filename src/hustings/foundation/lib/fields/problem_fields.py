"""A problem in the way of some work, kept as ``lib.text.said`` dumps it."""

from django.db import models

from hustings.foundation.lib.text import said


class WithProblem(models.Model):
    """To inherit from: a column for the problem, and its words."""

    problem = models.TextField(blank=True, help_text="As lib.text.said dumps it")

    class Meta:
        abstract = True

    @property
    def problem_words(self) -> str:
        """The problem in its way, in the language that is active."""
        return said.read(self.problem)
