"""Doors as the rules have them, by all that was noted. They are derived; see ``settling``."""

from typing import Self

from django.db import models
from django.utils.translation import pgettext_lazy

from hustings.field.canvassing.models.walk_lists import WalkList
from hustings.foundation.lib.sql.key_fields import KeyField

SIDES = {  # as keys have them
    "left": pgettext_lazy("door", "left"), "right": pgettext_lazy("door", "right"),
    "facing": pgettext_lazy("door", "facing"), "middle": pgettext_lazy("door", "middle"),
    "back": pgettext_lazy("door", "back"),
}  # fmt: skip


class DoorResultQuerySet(models.QuerySet["DoorResult"]):
    """Questions about many doors."""

    def doors(self) -> Self:
        """Those that are doors of their own: not merged with another, not parted."""
        return self.filter(counted_with="", is_parted=False)


class DoorResult(models.Model):
    """A door at which something was noted, or which walkers found."""

    class Code(models.TextChoices):
        NO_ACCESS = "no_access", pgettext_lazy("door", "no access")
        ABSENT = "absent", pgettext_lazy("door", "nobody home")
        COME_BACK = "come_back", pgettext_lazy("door", "come back")
        REFUSED = "refused", pgettext_lazy("door", "refused")
        TALKED = "talked", pgettext_lazy("door", "talked")
        NO_RETURN = "no_return", pgettext_lazy("door", "do not come back")

    class Wish(models.TextChoices):
        WAITS = "waits", pgettext_lazy("follow-up", "open")
        DONE = "done", pgettext_lazy("follow-up", "done")
        GONE = "gone", pgettext_lazy("follow-up", "on another list")

    walk_list = models.ForeignKey(WalkList, models.CASCADE, related_name="results", db_index=False)
    building = KeyField(max_length=40)
    key = KeyField(max_length=100)
    counted_with = KeyField(max_length=100, blank=True, help_text="Key of the door that it is")
    is_added = models.BooleanField(
        default=False, help_text="Not on the list: found by walkers, or what one of its doors is by now"
    )
    is_parted = models.BooleanField(default=False, help_text="Has become other doors")
    code = models.CharField(max_length=10, choices=Code, blank=True)
    at = models.DateTimeField(null=True)
    n_absent = models.PositiveSmallIntegerField(default=0)
    n_talks = models.PositiveSmallIntegerField(default=0)
    is_double = models.BooleanField(default=False, help_text="Talks of people who didn't know of each other")
    wish = models.CharField(max_length=5, choices=Wish, blank=True, help_text="That somebody comes back")
    due_at = models.DateTimeField(null=True, help_text="From when on somebody may come back")
    remark = models.CharField(max_length=100, blank=True)

    objects = DoorResultQuerySet.as_manager()

    class Meta:
        ordering = ["building", "key"]
        constraints = [models.UniqueConstraint(fields=["walk_list", "key"], name="one_result_of_a_door")]
        indexes = [
            models.Index(fields=["building", "walk_list"], name="results_of_building"),
            models.Index(
                fields=["walk_list", "due_at"],
                condition=models.Q(due_at__isnull=False),
                name="doors_to_come_back_to",
            ),
            models.Index(
                fields=["walk_list"], condition=models.Q(is_double=True), name="doors_talked_at_twice"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def place(self) -> str:
        """Staircase, floor and door, as far as they are known."""
        words = self.walk_list.words.get(self.key)
        if words is None:
            *where, label = (part.upper() for part in self.key.split("/")[1:])
            words = [*where, str(SIDES.get(label.lower(), label))]
        return " · ".join(word for word in words if word)
