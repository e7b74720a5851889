"""Slips and tricks: pages that are out of date, numbers that are none, addresses where none belong."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hustings.networks.exchange import actions
from hustings.networks.exchange.models import Closed, Member, Notice, OfficeHour, Post, SpeedDating
from tests.cast.networks.exchange.fixtures import ask
from tests.cast.people.devices import known_browser

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_an_ask_that_the_team_removed_is_not_renewed_from_an_old_page(lea: Member) -> None:
    post = ask(lea)
    actions.close_post(post=post, why=Closed.HIDDEN)
    answer = known_browser(lea.person).post(f"/en/exchange/me/posts/{post.pk}/renewal/")
    assert answer.status_code == 409 and "This was closed" in answer.content.decode()


def test_a_break_of_endless_digits_is_a_year(lea: Member) -> None:
    answer = known_browser(lea.person).post("/en/exchange/me/break/", {"days": "9" * 5_000})
    assert answer.status_code == 302
    lea.refresh_from_db()
    assert lea.paused_until and lea.paused_until < timezone.now() + dt.timedelta(days=367)


def test_whoever_keeps_an_hour_hears_that_its_booker_left(lea: Member, max_: Member) -> None:
    soon = timezone.now() + dt.timedelta(days=2)
    actions.add_hours(member=max_, starts_at=soon, minutes=30, times=1, place="")
    actions.book(hour=OfficeHour.objects.get(), member=lea, topic="Prices")
    actions.leave(member=lea)
    assert OfficeHour.objects.get().booker is None
    assert Notice.objects.filter(member=max_, about=Notice.About.CANCELLED).count() == 1


def test_no_address_passes_as_a_city_or_an_organisation(lea: Member) -> None:
    ask(lea, city="lea@example.org")
    values = {"languages": ["fr"], "city": "Lyon"}
    actions.join(person=lea.person, organisation="Write to lea@example.org", values=values)
    post = Post.objects.get()
    for path in ("/en/exchange/", f"/en/exchange/posts/{post.pk}/"):
        assert "lea@example.org" not in Client().get(path).content.decode()


def test_hq_names_the_languages_of_a_member(max_: Member, client: Client, dora: Any) -> None:
    client.force_login(dora)
    page = client.get(reverse("exchange_hq:member", args=[max_.pk]), headers={"accept-language": "en"})
    assert "French, English" in page.content.decode()


def test_an_evening_is_told_only_once_it_is_planned(client: Client, dora: Any) -> None:
    soon = timezone.now() + dt.timedelta(days=3)
    dating = SpeedDating.objects.create(name="Evening", starts_at=soon)
    client.force_login(dora)
    path = reverse("exchange_hq:dating_deed", args=[dating.pk])
    page = client.post(path, {"publish": ""}, follow=True, headers={"accept-language": "en"})
    assert "Plan the meetings first." in page.content.decode()
    dating.refresh_from_db()
    assert dating.published_at is None
