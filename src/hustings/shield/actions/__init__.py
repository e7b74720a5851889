"""What is done with guarded mail."""

from hustings.shield.actions.intake import take_in
from hustings.shield.actions.ordering import hear, order, order_everywhere

__all__ = ["hear", "order", "order_everywhere", "take_in"]
