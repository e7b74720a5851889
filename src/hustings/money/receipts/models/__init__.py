"""Models of receipts."""

from hustings.money.receipts.models.items import ReceiptItem
from hustings.money.receipts.models.prints import Print
from hustings.money.receipts.models.receipts import Receipt
from hustings.money.receipts.models.runs import Run
from hustings.money.receipts.models.series import NumberRange, Series, Signature
