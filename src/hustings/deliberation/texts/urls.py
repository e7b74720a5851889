"""Addresses below /hq/texts/; a text goes by its step."""

from django.urls import path

from hustings.deliberation.texts.views import hq, hq_drop

app_name = "texts_hq"
urlpatterns = [
    path("", hq.Texts.as_view(), name="texts"),
    path("<int:pk>/", hq.text, name="text"),
    path("<int:pk>/draft/", hq.draft, name="draft"),
    path("<int:pk>/drop/", hq_drop.drop, name="drop"),
    path("<int:pk>/from-items/", hq.from_items, name="from_items"),
    path("<int:pk>/file/", hq.file, name="file"),
    path("<int:pk>/passages/", hq.passages, name="passages"),
    path("<int:pk>/passages/<int:item>/", hq.passage, name="passage"),
    path("<int:pk>/next/", hq.preview, name="preview"),
    path("<int:pk>/amendments/<int:amendment>/undo/", hq.undo, name="undo"),
]
