"""Tags of HQ’s pages of the exchange."""
