"""Addresses in a language: for those who give."""

from django.urls import path

from hustings.money.donations.views import public, public_own
from hustings.site.website.views import open_offers

app_name = "giving"
GIFT = "donate/gifts/<str:token>/"
MINE = "my-data/me/donations/"
urlpatterns = [
    path("donate/", open_offers, {"name": "donations"}, name="list"),
    path(GIFT, public.gift, name="gift"),
    path(f"{GIFT}state/", public.gift_state, name="state"),
    path(f"{GIFT}payment/", public.payment, name="payment"),
    path("donate/<slug:slug>/", public.fund, name="fund"),
    path("donate/<slug:slug>/gifts/", public.gifts, name="gifts"),
    path(MINE, public_own.mine, name="mine"),
    path(f"{MINE}facts/", public_own.facts, name="facts"),
    path(f"{MINE}plans/<key:pk>/", public_own.plan, name="plan"),
    path(f"{MINE}plans/<key:pk>/<slug:deed>/", public_own.plan_deed, name="plan_deed"),
]
