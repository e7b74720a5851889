"""Addresses of people's own page, below the site's languages: for visitors, not for the team."""

from django.urls import path

from hustings.people.views import own_page, own_page_deeds

app_name = "own_page"
urlpatterns = [
    path("my-data/", own_page.ask, name="ask"),
    path("my-data/sent/", own_page.sent, name="sent"),
    path("my-data/links/<str:token>/", own_page.link, name="link"),
    path("my-data/addresses/<str:token>/", own_page.proof, name="proof"),
    path("my-data/me/", own_page.me, name="me"),
    path("my-data/me/looks/", own_page.looks, name="looks"),
    path("my-data/me/timeline/", own_page.happened, name="timeline"),
    path("my-data/me/exit/", own_page.exit_, name="exit"),
    path("my-data/me/record/", own_page_deeds.correct, name="record"),
    path("my-data/me/fields/", own_page_deeds.change_facts, name="fields"),
    path("my-data/me/emails/", own_page_deeds.add_email, name="emails"),
    path("my-data/me/emails/<key:pk>/first/", own_page_deeds.email_first, name="email_first"),
    path("my-data/me/emails/<key:pk>/removal/", own_page_deeds.remove_email, name="email_removal"),
    path("my-data/me/phones/", own_page_deeds.add_phone, name="phones"),
    path("my-data/me/phones/<key:pk>/removal/", own_page_deeds.remove_phone, name="phone_removal"),
    path("my-data/me/addresses/", own_page_deeds.add_address, name="addresses"),
    path("my-data/me/addresses/<key:pk>/removal/", own_page_deeds.remove_address, name="address_removal"),
    path("my-data/me/consents/<str:purpose>/", own_page_deeds.answer, name="consent"),
    path("my-data/me/topics/", own_page_deeds.choose_topics, name="topics"),
    path("my-data/me/marks/<str:name>/", own_page_deeds.mark, name="mark"),
    path("my-data/me/friends/", own_page_deeds.get_link, name="friends"),
    path("my-data/me/friends/end/", own_page_deeds.stop_link, name="friends_end"),
    path("my-data/me/pause/", own_page_deeds.pause, name="pause"),
    path("my-data/me/my-data.json", own_page_deeds.everything, {"form": "json"}, name="json"),
    path("my-data/me/my-data.html", own_page_deeds.everything, {"form": "html"}, name="html"),
    path("my-data/me/leaving/", own_page_deeds.leave, name="leaving"),
    path("my-data/me/erasure/", own_page_deeds.erase, name="erasure"),
]
