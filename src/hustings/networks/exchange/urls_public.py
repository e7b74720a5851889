"""Addresses in a language: the exchange for everybody, and pages of members."""

from django.urls import path

from hustings.networks.exchange.views import hours, matches, own, public

app_name = "exchange"
urlpatterns = [
    path("exchange/", public.posts, name="posts"),
    path("exchange/posts/<key:pk>/", public.post, name="post"),
    path("exchange/posts/<key:pk>/request/", matches.request_offer, name="request"),
    path("exchange/me/", own.me, name="me"),
    path("exchange/me/profile/", own.profile, name="profile"),
    path("exchange/me/break/", own.pause, name="pause"),
    path("exchange/me/leaving/", own.leave, name="leave"),
    path("exchange/me/new/<slug:side>/", own.post_new, name="post_new"),
    path("exchange/me/posts/<key:pk>/", own.post_edit, name="post_edit"),
    path("exchange/me/posts/<key:pk>/closing/", own.closing, name="closing"),
    path("exchange/me/posts/<key:pk>/renewal/", own.renewing, name="renewing"),
    path("exchange/matches/<key:pk>/", matches.match, name="match"),
    path("exchange/matches/<key:pk>/answer/", matches.answering, name="answering"),
    path("exchange/matches/<key:pk>/meeting/", matches.meeting, name="meeting"),
    path("exchange/matches/<key:pk>/endorsement/", matches.endorsement, name="endorsement"),
    path("exchange/endorsements/<key:pk>/hiding/", matches.hiding, name="hiding"),
    path("exchange/hours/", hours.hours, name="hours"),
    path("exchange/hours/<key:pk>/booking/", hours.booking, name="booking"),
    path("exchange/hours/<key:pk>/cancellation/", hours.cancellation, name="cancellation"),
    path("exchange/answers/<str:token>/", matches.answer, name="answer"),
    path("exchange/renewals/<str:token>/", matches.renewal, name="renewal"),
    path("exchange/invitations/<str:token>/", matches.invitation, name="invitation"),
    path("exchange/welcome/", own.welcome, name="welcome"),
]
