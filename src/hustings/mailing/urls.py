"""Addresses below /hq/."""

from django.urls import include, path

from hustings.mailing.views import clicks, hq, inbox, paces, planning, returns, steering, trials

app_name = "mailing"
urlpatterns = [
    path("mailings/", hq.mailings, name="mailings"),
    path("mailings/<int:pk>/", hq.mailing, name="mailing"),
    path("mailings/planned/", planning.calendar, name="planned"),
    path("mailings/<int:pk>/plan/", planning.plan, name="plan"),
    path("mailings/<int:pk>/plan/removal/", planning.unplan, name="unplan"),
    path("mailings/<int:pk>/test/", hq.test, name="test"),
    path("mailings/<int:pk>/copy/", hq.copy, name="copy"),
    path("mailings/<int:pk>/send/", steering.send, name="send"),
    path("mailings/<int:pk>/progress/", steering.progress_fragment, name="progress"),
    path("mailings/<int:pk>/pause/", steering.pause, name="pause"),
    path("mailings/<int:pk>/resume/", steering.resume, name="resume"),
    path("mailings/<int:pk>/go-on/", steering.go_on, name="go_on"),
    path("mailings/<int:pk>/cancel/", steering.cancel, name="cancel"),
    path("mailings/<int:pk>/unsure/again/", steering.again, name="unsure_again"),
    path("mailings/<int:pk>/unsure/sent/", steering.counted, name="unsure_sent"),
    path("mailings/<int:pk>/deliveries/<slug:state>/", steering.deliveries, name="deliveries"),
    path("mailings/<int:pk>/versions/", trials.trial, name="trial"),
    path("mailings/<int:pk>/versions/choice/", trials.choose, name="trial_choice"),
    path("mailings/<int:pk>/versions/figures.csv", trials.figures, name="trial_figures"),
    path("mailings/<int:pk>/clicks/", clicks.clicks, name="clicks"),
    path("mailings/<int:pk>/clicks/<int:number>/", clicks.clicks, name="link_clicks"),
    path("sending/", paces.paces, name="paces"),
    path("sending/keys/", paces.dns_of_keys, name="keys"),
    path("sending/limits/new/", paces.destination, name="destination_new"),
    path("sending/limits/<int:pk>/", paces.destination, name="destination"),
    path("sending/limits/<int:pk>/removal/", paces.destination_removal, name="destination_removal"),
    path("sending/plans/new/", paces.warmup, name="warmup_new"),
    path("sending/plans/<int:pk>/", paces.warmup, name="warmup"),
    path("sending/plans/<int:pk>/removal/", paces.warmup_removal, name="warmup_removal"),
    path("sending/closed/<int:pk>/", paces.reopen, name="reopen"),
    path("mailings/<int:pk>/returns/", returns.came_back, name="returns"),
    path("bouncing/", returns.bouncing, name="bouncing"),
    path("bouncing/<int:pk>/again/", returns.try_again, name="try_again"),
    path("bouncing/taken-back/", returns.take_back, name="take_back"),
    path("sequences/", include("hustings.mailing.urls_sequences")),
    path("inbox/", inbox.mails, name="inbox"),
    path("inbox/<str:name>/", inbox.mail, name="inbox_mail"),
    path("inbox/<str:name>/html/", inbox.mail_html, name="inbox_html"),
]
