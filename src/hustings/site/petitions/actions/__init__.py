"""Deeds on petitions and signatures."""

from hustings.site.petitions.actions.archive import GRACE, archive, bring_back, delete_removed, remove
from hustings.site.petitions.actions.moderation import judge, refuse_comments, show_comments, wait_comments
from hustings.site.petitions.actions.petitions import BadPetition, deliver, save_petition, take_back_delivery
from hustings.site.petitions.actions.signatures import sign
