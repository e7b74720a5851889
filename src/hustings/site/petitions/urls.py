"""Addresses below /hq/petitions/."""

from django.urls import path

from hustings.site.petitions.views import comments, exporting, keeping, review, signatures

app_name = "petitions_hq"
urlpatterns = [
    path("", keeping.petitions, name="list"),
    path("new/", keeping.new, name="new"),
    path("<int:pk>/", keeping.petition, name="petition"),
    path("<int:pk>/edit/", keeping.edit, name="edit"),
    path("<int:pk>/place/", keeping.place, name="place"),
    path("<int:pk>/delivery/", keeping.delivery, name="delivery"),
    path("<int:pk>/signatures/", signatures.signatures, name="signatures"),
    path("<int:pk>/comments/", comments.comments, name="comments"),
    path("<int:pk>/review/", review.review, name="review"),
    path("<int:pk>/export/", exporting.export, name="export"),
    path("<int:pk>/proof/", exporting.proof, name="proof"),
]
