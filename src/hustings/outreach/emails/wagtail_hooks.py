"""Merge fields in Wagtail's text editor."""

from typing import Any

from wagtail import hooks

from hustings.outreach.emails import chips, merge_fields


@hooks.register("register_rich_text_features")
def merge_chips(features: Any) -> None:
    """Not among the default ones: pages of the site have no merge fields."""
    features.register_editor_plugin("draftail", merge_fields.FEATURE, chips.plugin())
    features.register_editor_plugin("draftail", merge_fields.MARKS, chips.marks())
    features.register_converter_rule("contentstate", merge_fields.FEATURE, chips.RULE)
