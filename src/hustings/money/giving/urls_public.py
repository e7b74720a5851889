"""Addresses in a language: for those who give."""

from django.urls import path

from hustings.money.giving.views import gifts, own
from hustings.site.website.views import open_offers

app_name = "giving"
GIFT = "donate/gifts/<str:token>/"
MINE = "my-data/me/donations/"
urlpatterns = [
    path("donate/", open_offers, {"name": "donations"}, name="list"),
    path(GIFT, gifts.gift, name="gift"),
    path(f"{GIFT}state/", gifts.gift_state, name="state"),
    path(f"{GIFT}payment/", gifts.payment, name="payment"),
    path(f"{GIFT}withdrawal/", gifts.withdrawal, name="withdrawal"),
    path("donate/<slug:slug>/", gifts.fund, name="fund"),
    path("donate/<slug:slug>/gifts/", gifts.gifts, name="gifts"),
    path(MINE, own.mine, name="mine"),
    path(f"{MINE}facts/", own.facts, name="facts"),
    path(f"{MINE}plans/<key:pk>/", own.plan, name="plan"),
    path(f"{MINE}plans/<key:pk>/<slug:deed>/", own.plan_deed, name="plan_deed"),
]
