"""Take back what an operation said for people about topics of mail, under the rules of ``restoring``."""

from collections import defaultdict
from collections.abc import Sequence

from hustings.people.changes.restore import CHANGED, Keep, People, remove
from hustings.people.persons.models import Activity, Topic, TopicAnswer, TopicStand


def topics(activities: Sequence[Activity], people: People, keep: Keep) -> None:
    """Answers that it wrote, unless somebody has answered since: they go, the one before counts again."""
    mine = {
        answer: (each.person_id, int(topic))
        for each in activities
        for topic, answer in each.data.get("added", {}).get("topics", {}).items()
    }
    if not mine:
        return
    found = TopicAnswer.objects.filter(person__in={pk for pk, _topic in mine.values()})
    answers: dict[tuple[int, int], list[TopicAnswer]] = defaultdict(list)
    for answer in found.filter(topic__in={topic for _pk, topic in mine.values()}).order_by("given_at", "pk"):
        answers[answer.person_id, answer.topic_id].append(answer)
    names = {topic.pk: topic.name for topic in Topic.objects.filter(pk__in={key for _pk, key in answers})}
    away: list[int] = []
    before: dict[tuple[int, int], TopicAnswer | None] = {}
    for key in set(mine.values()):
        left = [answer for answer in answers[key] if answer.pk not in mine]
        if not answers[key] or len(left) == len(answers[key]):
            continue
        if left and left[-1] is answers[key][-1]:
            keep(key[0], "topics", names[key[1]], CHANGED)
            continue
        away += [answer.pk for answer in answers[key] if answer.pk in mine]
        before[key] = left[-1] if left else None
    _stand(before)
    remove(TopicAnswer, away)


def _stand(before: dict[tuple[int, int], TopicAnswer | None]) -> None:
    stands = TopicStand.objects.filter(
        person__in={pk for pk, _topic in before}, topic__in={topic for _pk, topic in before}
    )
    gone, changed = [], []
    for stand in stands:
        key = stand.person_id, stand.topic_id
        if key not in before:
            continue
        if (answer := before[key]) is None:
            gone.append(stand.pk)
        else:
            stand.is_in, stand.answer = answer.is_in, answer
            changed.append(stand)
    TopicStand.objects.bulk_update(changed, ["is_in", "answer"], batch_size=500)
    remove(TopicStand, gone)
