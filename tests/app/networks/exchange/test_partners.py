"""Partners: what leaves, what comes in, and what neither forgers nor a partner can do."""

import datetime as dt
import json
import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hustings.networks.exchange import actions, answer_clock
from hustings.networks.exchange.models import Match, Member, Parcel, Partner, Post
from hustings.networks.exchange.partners import receiving, signing
from tests.cast.networks.exchange.fixtures import ask, offer

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DOOR = "/api/exchange/v1/parcels"


@pytest.fixture
def pair(db: None) -> tuple[Partner, Partner]:
    """A partner as we keep it, and we as they keep us (not in our database)."""
    (ours, sealed), (theirs, their_sealed) = signing.fresh(), signing.fresh()
    here = Partner.objects.create(
        name="Bridge", url="https://x.example", our_key=ours, sealed_key=sealed, their_key=theirs
    )
    there = Partner(
        name="We", url="https://y.example", our_key=theirs, sealed_key=their_sealed, their_key=ours
    )
    return here, there


def said(kind: str, uid: uuid.UUID | None = None, /, **data: Any) -> bytes:
    return json.dumps({"uid": str(uid or uuid.uuid4()), "kind": kind, "data": data}).encode()


def send(there: Partner, body: bytes, **changed: str) -> Any:
    headers = signing.headers(there, body) | changed
    return Client().post(DOOR, body, content_type="application/json", headers=headers)


def wanted(**more: Any) -> dict[str, Any]:
    ends = (timezone.now() + dt.timedelta(days=20)).isoformat()
    return {
        "ask": str(uuid.uuid4()), "kind": "mentor", "title": "Lire un bilan", "text": "a@b.example",
        "language": "fr", "languages": ["fr"], "skills": ["comptabilite"], "organisation": "Quai",
        "hours": "ff", "expires_at": ends,
    } | more  # fmt: skip


def test_only_a_released_ask_leaves_without_name_or_address(
    lea: Member, pair: tuple[Partner, Partner]
) -> None:
    ask(lea)
    assert not Parcel.objects.exists()
    ask(lea, released_to=[pair[0]])
    told = json.dumps(Parcel.objects.get().data)
    assert "Atelier Nord" in told and "Lea" not in told and "@" not in told


def test_what_is_signed_comes_in_once(nora: Member, pair: tuple[Partner, Partner]) -> None:
    offer(nora)
    body = said("ask", **wanted())
    assert send(pair[1], body).json() == {"is_new": True}
    assert send(pair[1], body).json() == {"is_new": False}
    post = Post.objects.get(partner=pair[0])
    assert post.text == "[…]" and [each.name for each in post.skills.all()] == ["Comptabilité"]
    assert post not in Post.objects.shown(), "only members here are asked, nobody reads it in public"
    answer_clock.turn()
    match = Match.objects.get()
    assert match.helper == nora
    actions.answer(match=match, is_yes=True, said="Oui, nora@example.org")
    told = Parcel.objects.get(is_ours=True)
    assert told.kind == "offer" and "@" not in json.dumps(told.data) and "Martin" not in json.dumps(told.data)


@pytest.mark.parametrize("fault", ["body", "time", "key", "other", "ended"])
def test_what_nobody_signed_stays_out(pair: tuple[Partner, Partner], fault: str) -> None:
    here, there = pair
    body = said("ask", **wanted())
    headers = signing.headers(there, body)
    if fault == "body":
        body = body.replace(b"bilan", b"bilans")
    elif fault == "time":
        headers[signing.AT] = str(int(headers[signing.AT]) - 3600)
    elif fault == "key":
        headers[signing.KEY] = signing.fresh()[0]
    elif fault == "other":  # said to another installation, and carried to us
        headers = signing.headers(Partner(**_keys(there), their_key=signing.fresh()[0]), body)
    else:
        actions.end_partner(partner=here)
    answer = Client().post(DOOR, body, content_type="application/json", headers=headers)
    assert answer.status_code == 401 and not Post.objects.exists()


def _keys(partner: Partner) -> dict[str, str]:
    return {"our_key": partner.our_key, "sealed_key": partner.sealed_key}


def test_odd_words_are_refused_in_words_and_nothing_is_kept(pair: tuple[Partner, Partner]) -> None:
    for body in (
        said("nothing"), said("ask", **wanted(kind="gold")), said("ask", **wanted(hours="xyz")), b"[]", b"{",
        said("ask", **wanted(expires_at="soon")), said("ask", **wanted(skills="x")),
        said("contact", match="1"),
    ):  # fmt: skip
        answer = send(pair[1], body)
        assert answer.status_code == 422 and answer.json()["detail"]
    assert not Parcel.objects.exists() and not Post.objects.exists()


def test_a_partner_gets_no_address_by_claiming_a_yes(lea: Member, pair: tuple[Partner, Partner]) -> None:
    here, there = pair
    post = ask(lea, released_to=[here])
    uid = str(uuid.uuid4())
    assert (
        send(there, said("offer", ask=str(post.uid), match=uid, name="Max M.", said="ok")).status_code == 200
    )
    match = Match.objects.get()
    assert match.partner == here and match.state == "answered"
    answer = send(there, said("contact", match=uid, name="Max", address="max@example.org"))
    assert answer.status_code == 422
    assert not Parcel.objects.filter(kind="contact", is_ours=True).exists()
    actions.decide(match=match, is_yes=True)
    told = Parcel.objects.get(kind="contact", is_ours=True)
    assert told.data["address"] == "lea@example.org"
    send(there, said("contact", match=uid, name="Max", address="max@example.org"))
    match.refresh_from_db()
    assert match.other["contact"] == {"name": "Max", "address": "max@example.org"}


def test_an_ask_that_was_not_released_takes_no_offer(lea: Member, pair: tuple[Partner, Partner]) -> None:
    post = ask(lea)
    send(pair[1], said("offer", ask=str(post.uid), match=str(uuid.uuid4()), name="Max"))
    assert not Match.objects.exists() and Parcel.objects.get(is_ours=True).kind == "ended"


def test_another_partners_numbers_are_out_of_reach(pair: tuple[Partner, Partner]) -> None:
    other = Partner.objects.create(name="O", url="https://o.example", our_key="0" * 64, their_key="1" * 64)
    data = wanted()
    send(pair[1], said("ask", **data))
    with pytest.raises(receiving.Unfit):
        receiving.take_in(other, uuid.uuid4(), "ask", data)
    receiving.take_in(other, uuid.uuid4(), "ask_closed", {"ask": data["ask"]})
    assert Post.objects.get().is_live


def test_the_api_tells_what_the_public_page_shows(lea: Member, pair: tuple[Partner, Partner]) -> None:
    ask(lea)
    send(pair[1], said("ask", **wanted(title="Ailleurs")))
    answer = Client().get("/api/v1/exchange/posts")
    (told,) = answer.json()
    assert told["organisation"] == "Atelier Nord" and told["pages"]["fr"].endswith(f"/{told['id']}/")
    assert "Lea" not in answer.content.decode() and "@" not in answer.content.decode()
