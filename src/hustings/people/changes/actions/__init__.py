"""Changes: actions, one file each."""

from hustings.people.changes.actions.tag_merges import SameTag, merge_tags
