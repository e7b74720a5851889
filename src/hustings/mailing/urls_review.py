"""Addresses below /hq/ of approvals and comments."""

from django.urls import path

from hustings.mailing.views import approving, commenting

urlpatterns = [
    path("mailings/<int:pk>/approval/", approving.approval, name="approval"),
    path("mailings/<int:pk>/approval/request/", approving.request_, name="approval_request"),
    path("mailings/<int:pk>/comments/", commenting.comments, name="comments"),
    path(
        "mailings/<int:pk>/comments/<int:number>/answers/", commenting.comment_answers, name="comment_answers"
    ),
    path(
        "mailings/<int:pk>/comments/<int:number>/resolution/",
        commenting.comment_resolution,
        name="comment_resolution",
    ),
    path(
        "mailings/<int:pk>/comments/<int:number>/removal/", commenting.comment_removal, name="comment_removal"
    ),
    path(
        "mailings/<int:pk>/comments/<int:number>/reading/", commenting.comment_reading, name="comment_reading"
    ),
]
