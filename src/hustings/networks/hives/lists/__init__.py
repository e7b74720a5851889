"""Lists out of sales: what is ordered of whom, what is missing, on screen and paper."""
