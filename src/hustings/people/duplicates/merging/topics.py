"""Topics of mail in a merge: the answers move, and their last word is read anew."""

from typing import Any

from hustings.people.duplicates.merging.current_consents import PARTED
from hustings.people.duplicates.merging.derived_rows import last_words
from hustings.people.duplicates.models import Merge
from hustings.people.persons.models import Person, TopicAnswer, TopicStand

ANSWERS = "persons.topicanswer.person"  # as ``Merge.moved`` calls them


read_anew = last_words(TopicAnswer, TopicStand, "topic_id", "answer", "is_in")


def repeat_outs(merge: Merge, kept: Person, absorbed: Person, user: Any) -> list[dict[str, str]]:
    """A topic refused since the merge may be refused by either: it is for both. Returns their names."""
    later = TopicAnswer.objects.filter(person=kept, recorded_at__gt=merge.merged_at)
    later = later.exclude(pk__in=merge.moved.get(ANSWERS, ())).select_related("topic")
    last = {answer.topic_id: answer for answer in later.order_by("given_at", "pk")}
    stands = {stand.topic_id: stand for stand in absorbed.topic_stands.select_related("answer")}
    said = []
    for topic, answer in last.items():
        stand = stands.get(topic)
        if answer.is_in or (stand and (not stand.is_in or stand.answer.given_at > answer.given_at)):
            continue
        TopicAnswer.objects.create(
            person=absorbed, topic_id=topic, is_in=False, source=f"{PARTED}{merge.pk}", user=user,
            given_at=answer.given_at,
        )  # fmt: skip
        said.append(answer.topic.names)
    if said:
        read_anew(absorbed.pk)
    return said
