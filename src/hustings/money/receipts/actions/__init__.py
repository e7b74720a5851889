"""Deeds on receipts: series, numbers, orders of a year, voiding, replacing and handing out."""

from hustings.money.receipts.actions.receipts import mail_again, replace, void
from hustings.money.receipts.actions.series import (
    add_range,
    change_series,
    close_series,
    open_series,
    order_year,
    sign,
    unsign,
)
from hustings.money.receipts.documents.printing import hand_out
