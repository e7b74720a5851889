"""Pages of HQ about text messages, and the address that gateways call."""
