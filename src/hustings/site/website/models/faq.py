"""Questions and answers."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from hustings.site.website.blocks import TEXT
from hustings.site.website.discovery import schema_org
from hustings.site.website.models.base import SitePage, searched


class QuestionBlock(blocks.StructBlock):
    """One question with its answer."""

    question = blocks.CharBlock(label=_("question"), max_length=200)
    answer = blocks.RichTextBlock(label=_("answer"), features=TEXT)

    class Meta:
        icon = "help"
        label = _("Question")


class QuestionsBlock(blocks.StructBlock):
    """Questions of one subject."""

    title = blocks.CharBlock(label=_("heading"), max_length=100, required=False)
    questions = blocks.ListBlock(QuestionBlock(), label=_("questions"))

    class Meta:
        icon = "list-ul"
        label = _("Section")


class FaqPage(SitePage):
    """Questions in sections; each answer has an anchor of its own, so that one can lead to it."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    sections = StreamField([("section", QuestionsBlock())], verbose_name=_("sections"), blank=True)

    search_fields = [*SitePage.search_fields, *searched("lead", "sections")]
    parent_page_types = ["website.HomePage", "website.ContentPage"]
    subpage_types: list[str] = []
    page_description = _("Questions and answers in sections, with a search")
    content_panels = [*SitePage.content_panels, FieldPanel("lead"), FieldPanel("sections")]

    class Meta:
        verbose_name = _("questions and answers")

    def shown(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """The sections: their headings and questions, each with an anchor that no other has."""
        taken: set[str] = set()
        for section in self.sections:
            made = []
            for each in section.value["questions"]:
                stem = name = slugify(each["question"])[:60].strip("-") or "question"
                number = 2
                while name in taken:
                    name, number = f"{stem}-{number}", number + 1
                taken.add(name)
                made.append({"anchor": name, "question": each["question"], "answer": each["answer"]})
            yield section.value["title"], made

    def structured(self, frame: Any) -> Iterator[dict[str, Any]]:
        asked = [each for _title, questions in self.shown() for each in questions]
        yield {
            "@type": "FAQPage",
            "mainEntity": [
                {
                    "@type": "Question", "name": each["question"],
                    "acceptedAnswer": {"@type": "Answer", "text": schema_org.plain(each["answer"].source)},
                }
                for each in asked
            ],
        }  # fmt: skip
