"""Deeds of hives, by what they touch."""

from hustings.networks.hives.actions.catalogue import (
    add_producer,
    add_product,
    agree,
    end_supply,
    note_visit,
    withdraw_product,
)
from hustings.networks.hives.actions.corrections import correct, pay_producer, take_by_hand
from hustings.networks.hives.actions.hives import (
    answer_hand_over,
    end,
    found,
    join,
    leave,
    offer_hand_over,
    open_hive,
    standing,
)
from hustings.networks.hives.actions.orders import place
from hustings.networks.hives.actions.sales import close_now, plan, withdraw_offer
