"""Addresses in a language: conversations of the circles that somebody is in."""

from django.urls import path

from hustings.field.threads.views import bulletins, links, moderation, public

app_name = "threads"
urlpatterns = [
    path("threads/", public.mine, name="mine"),
    path("threads/policy/", public.policy, name="policy"),
    path("threads/links/<str:token>/", links.link, name="link"),
    path("threads/links/<str:token>/mute/", links.mute, name="link_mute"),
    path("threads/of/<slug:kind>/<key:subject>/", public.circle, name="circle"),
    path("threads/of/<slug:kind>/<key:subject>/subscription/", public.subscription, name="subscription"),
    path("threads/of/<slug:kind>/<key:subject>/messages/", bulletins.bulletins, name="bulletins"),
    path(
        "threads/of/<slug:kind>/<key:subject>/messages/<key:pk>/withdrawal/",
        bulletins.withdrawal,
        name="bulletin_withdrawal",
    ),
    path("threads/<key:pk>/", public.thread, name="thread"),
    path("threads/<key:pk>/link/", links.request_link, name="request_link"),
    path("threads/<key:pk>/mute/", public.mute, name="mute"),
    path("threads/<key:pk>/closing/", moderation.closing, name="closing"),
    path("threads/<key:pk>/log/", moderation.log, name="log"),
    path("threads/<key:pk>/messages/<key:message>/report/", moderation.report, name="report"),
    path("threads/<key:pk>/messages/<key:message>/hiding/", moderation.hiding, name="hiding"),
    path("threads/<key:pk>/messages/<key:message>/restoring/", moderation.restoring, name="restoring"),
    path("threads/<key:pk>/messages/<key:message>/review/", moderation.review, name="review"),
    path("threads/<key:pk>/messages/<key:message>/appeal/", moderation.appeal, name="appeal"),
    path("threads/<key:pk>/messages/<key:message>/block/", moderation.block, name="block"),
]
