"""People who wished to hear more at a door. What they typed is sealed until it is here."""

from django.db import models

from hustings.field.canvassing.models.walk_lists import WalkList
from hustings.people.contacts.models import Contact
from hustings.people.persons.models import Person


class DoorContact(models.Model):
    """One who agreed to something at a door: taken in once, whatever is sent again."""

    entry = models.UUIDField(unique=True, help_text="Of the conversation in the log")
    walk_list = models.ForeignKey(WalkList, models.CASCADE, related_name="contacts")
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+", help_text="None: erased since"
    )
    contact = models.OneToOneField(
        Contact, models.SET_NULL, null=True, related_name="+", help_text="None: removed or erased since"
    )

    def __str__(self) -> str:
        return str(self.entry)
