"""Addresses below /hq/exchange/."""

from django.urls import path

from hustings.networks.exchange.views import gatherings_hq, members_hq, partners_hq, posts_hq

app_name = "exchange_hq"
urlpatterns = [
    path("", posts_hq.overview, name="overview"),
    path("members/", members_hq.Members.as_view(), name="members"),
    path("members/new/", members_hq.invite, name="invite"),
    path("members/<key:pk>/", members_hq.member, name="member"),
    path("members/<key:pk>/leaving/", members_hq.leaving, name="leaving"),
    path("members/<key:pk>/endorsements/<key:endorsement>/hiding/", members_hq.hiding, name="hiding"),
    path("posts/", posts_hq.Posts.as_view(), name="posts"),
    path("posts/<key:pk>/", posts_hq.post, name="post"),
    path("posts/<key:pk>/asking/", posts_hq.asking, name="asking"),
    path("posts/<key:pk>/removal/", posts_hq.removal, name="removal"),
    path("matches/", posts_hq.Matches.as_view(), name="matches"),
    path("cohorts/", gatherings_hq.Cohorts.as_view(), name="cohorts"),
    path("cohorts/<key:pk>/", gatherings_hq.cohort, name="cohort"),
    path("cohorts/<key:pk>/deed/", gatherings_hq.cohort_deed, name="cohort_deed"),
    path("datings/", gatherings_hq.Datings.as_view(), name="datings"),
    path("datings/new/", gatherings_hq.dating_new, name="dating_new"),
    path("datings/<key:pk>/", gatherings_hq.dating, name="dating"),
    path("datings/<key:pk>/edit/", gatherings_hq.dating_edit, name="dating_edit"),
    path("datings/<key:pk>/deed/", gatherings_hq.dating_deed, name="dating_deed"),
    path("partners/", partners_hq.Partners.as_view(), name="partners"),
    path("partners/<key:pk>/", partners_hq.partner, name="partner"),
    path("partners/<key:pk>/end/", partners_hq.partner_end, name="partner_end"),
    path("limits/", posts_hq.limits, name="limits"),
]
