"""Addresses of people's own page, below the site's languages: for visitors, not for the team."""

from django.urls import path

from hustings.people.selfservice.views import actions, home, own_page

app_name = "own_page"
urlpatterns = [
    path("my/", home.home, name="home"),
    path("my/manifest.webmanifest", home.manifest, name="manifest"),
    path("my-data/", own_page.ask, name="ask"),
    path("my-data/sent/", own_page.sent, name="sent"),
    path("my-data/links/<str:token>/", own_page.link, name="link"),
    path("my-data/addresses/<str:token>/", own_page.proof, name="proof"),
    path("my-data/me/", own_page.me, name="me"),
    path("my-data/me/looks/", own_page.looks, name="looks"),
    path("my-data/me/timeline/", own_page.happened, name="timeline"),
    path("my-data/me/exit/", own_page.exit_, name="exit"),
    path("my-data/me/record/", actions.correct, name="record"),
    path("my-data/me/fields/", actions.change_facts, name="fields"),
    path("my-data/me/emails/", actions.add_email, name="emails"),
    path("my-data/me/emails/<key:pk>/first/", actions.email_first, name="email_first"),
    path("my-data/me/emails/<key:pk>/removal/", actions.remove_email, name="email_removal"),
    path("my-data/me/devices/", actions.remember_device, name="devices"),
    path("my-data/me/devices/removal/", actions.forget_devices, name="devices_removal"),
    path("my-data/me/phones/", actions.add_phone, name="phones"),
    path("my-data/me/phones/<key:pk>/removal/", actions.remove_phone, name="phone_removal"),
    path("my-data/me/addresses/", actions.add_address, name="addresses"),
    path("my-data/me/addresses/<key:pk>/removal/", actions.remove_address, name="address_removal"),
    path("my-data/me/consents/<str:purpose>/", actions.answer, name="consent"),
    path("my-data/me/topics/", actions.choose_topics, name="topics"),
    path("my-data/me/marks/<str:name>/", actions.mark, name="mark"),
    path("my-data/me/friends/", actions.get_link, name="friends"),
    path("my-data/me/friends/end/", actions.stop_link, name="friends_end"),
    path("my-data/me/pause/", actions.pause, name="pause"),
    path("my-data/me/my-data.json", actions.everything, {"form": "json"}, name="json"),
    path("my-data/me/my-data.html", actions.everything, {"form": "html"}, name="html"),
    path("my-data/me/leaving/", actions.leave, name="leaving"),
    path("my-data/me/erasure/", actions.erase, name="erasure"),
]
