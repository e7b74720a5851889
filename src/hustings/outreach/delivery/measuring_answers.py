"""Answers of readers to being measured."""

from hustings.people.persons.models import Consent, Purpose


def measuring_answers(people: set[int]) -> dict[int, bool]:
    """Who said yes or no to being measured."""
    stands = Consent.objects.filter(person__in=people, purpose=Purpose.MEASURE)
    return dict(stands.order_by().values_list("person", "is_given"))
