"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailingConfig(AppConfig):
    name = "hustings.mailing"
    label = "mailing"
    verbose_name = _("Mailings")

    def ready(self) -> None:
        """Fill the registries."""
        from wagtail.permissions import register_permission_policy

        from hustings.backups import afterwards
        from hustings.elections import changes
        from hustings.lib import deeds
        from hustings.mailing import look, moments, own_look, records, tasks
        from hustings.mailing.approving import waiting
        from hustings.mailing.checks import catalogue, comments, registry
        from hustings.mailing.models import Delivery, Mailing
        from hustings.mailing.rights import MailingPolicy
        from hustings.mailing.sequences import records as sequence_records
        from hustings.people import scrubbing, undoing
        from hustings.people.merging import parting

        register_permission_policy(Mailing, MailingPolicy(Mailing))
        catalogue.register()
        registry.register(comments.comments)
        registry.register_count(comments.OPEN, comments.count)
        deeds.register(waiting.deeds_of)
        look.register_own(own_look.dressed)
        records.register()
        sequence_records.register()
        scrubbing.register(Mailing, criteria="tree", conditions="tree")
        afterwards.register(tasks.hold_restored)
        changes.register(moments.look_again)
        undoing.register_trace(
            "mails",
            _("mails"),
            lambda pks: Delivery.objects.filter(person__in=pks).values_list("person", flat=True),
        )
        parting.register_later(
            "mailing.delivery.person",
            lambda found, whose: found.filter(address__in=whose.addresses, due_at__gte=whose.since),
        )
