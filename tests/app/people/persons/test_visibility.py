from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Person


def test_people_are_seen_only_in_the_zones_granted(alice, dora, mallory):
    inside = Person.objects.create(zone=Zone.objects.get(name="Lyon"))
    Person.objects.create(zone=Zone.objects.get(name="Nîmes"))
    Person.objects.create(zone=None)
    assert list(Person.objects.visible_to(alice)) == [inside]
    assert Person.objects.visible_to(dora).count() == 3
    assert Person.objects.visible_to(mallory).count() == 0
