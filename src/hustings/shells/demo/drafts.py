"""A letter in the making, in two languages, with what colleagues say of it; and its reminder, scheduled."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.images.models import Image

from hustings.foundation.accounts.models import User
from hustings.outreach.dispatch import actions as dispatch_actions
from hustings.outreach.emails.blocks import builder
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight import fingerprints as checks
from hustings.outreach.review import actions as review_actions
from hustings.outreach.review.actions import approvals
from hustings.people.segments.models import Segment
from hustings.shells.demo import people, texts

_SITE = "https://rives-communes.example"
block = builder.block


@transaction.atomic
def fill() -> None:
    said = texts.read("rally")
    name = said[texts.language()]["name"]
    if Mailing.objects.filter(name=name).exists():
        return
    author = User.objects.filter(email__startswith="carl@").first()
    mailing = Mailing.objects.create(
        name=name,
        segment=Segment.objects.get(name=str(people.EVERYONE)),
        user=author,
        content=[_letter(said[language], language) for language in texts.languages()],
    )
    mailing.save_revision(user=author)
    if author:
        _discuss(mailing, said["comments"])
        _remind(mailing, author, {language: said[language]["reminder"] for language in texts.languages()})


def _discuss(mailing: Mailing, said: list[dict[str, str]]) -> None:
    team = {user.email.partition("@")[0]: user for user in User.objects.all()}
    blocks = {each["type"]: each["id"] for each in mailing.content.raw_data[0]["value"]["body"]}
    for words in map(texts.here, said):
        by, on = team[words["by"]], blocks.get(words.get("on", ""), "")
        made = review_actions.comment_on(mailing=mailing, user=by, text=words["text"], block=on)
        if "answer" in words:
            review_actions.answer(comment=made, user=team[words["answered_by"]], text=words["answer"])
        if "resolved_by" in words:
            review_actions.resolve(comment=made, user=team[words["resolved_by"]])


def _remind(mailing: Mailing, author: User, said: dict[str, Any]) -> None:
    written = [
        builder.letter(each["subject"], builder.text(each["text"]), language=language)
        for language, each in said.items()
    ]
    name = said[texts.language()]["name"]
    made = Mailing.objects.create(name=name, segment=mailing.segment, user=author, content=written)
    look_over(made, author)
    dispatch_actions.schedule(mailing=made, user=author, at=_saturday().replace(hour=9))


def look_over(mailing: Mailing, author: User) -> None:
    mailing.save_revision(user=author)
    approvals.ask_for_approval(mailing=mailing, user=author)
    reviewer = User.objects.get(email__startswith="dora@")
    approvals.approve(mailing=mailing, user=reviewer, seen=checks.seen(mailing))


def _saturday() -> datetime:
    today = timezone.localtime().replace(hour=18, minute=0, second=0, microsecond=0)
    return today + timedelta(days=(5 - today.weekday()) % 7 + 7)


def _letter(said: dict[str, Any], language: str) -> dict[str, Any]:
    blocks = [
        block("heading", said["heading"]),
        builder.text(said["opening"]),
        *_picture(said["picture"]),
        block("event", said["event"] | {
            "begins_at": _saturday().isoformat(), "address": f"{_SITE}/{language}/soiree/",
        }),
        block("columns", {
            "left": _side(said["left"], said["left_label"], f"{_SITE}/{language}/cars/"),
            "right": _side(said["right"], said["right_label"], f"{_SITE}/{language}/trains/"),
        }),
        *_part(said["only"]),
        block("quote", said["quote"]),
        block("petition", said["petition"] | {
            "n_signed": 18_412, "address": f"{_SITE}/{language}/petitions/trains/",
        }),
        block("divider", None),
        block("gift", said["gift"] | {
            "address": f"{_SITE}/{language}/don/", "currency": "EUR", "amounts": [15, 31, 60], "label": "",
        }),
        builder.text(said["closing"]),
        block("links", [
            {"label": label, "address": f"{_SITE}/{language}/{place}/"}
            for label, place in zip(said["links"], ("programme", "propositions"), strict=True)
        ]),
        block("footer", said["footer"]),
    ]  # fmt: skip
    return builder.letter(said["subject"], *blocks, language=language, preheader=said["preheader"])


def _side(markdown: str, label: str, address: str) -> list[dict[str, Any]]:
    return [builder.text(markdown), block("button", {"label": label, "address": address})]


def _picture(words: str) -> list[dict[str, Any]]:
    image = Image.objects.filter(title="rally").first()
    if image is None:
        return []
    shown = {"image": image.pk, "alt_text": words, "decorative": False}
    return [block("picture", {"picture": shown, "address": ""})]


def _part(markdown: str) -> list[dict[str, Any]]:
    segment = Segment.objects.filter(name=str(people.VOLUNTEERS)).first()
    if segment is None:
        return []
    return [block("only", {"segment": str(segment.pk), "body": [builder.text(markdown)]})]
