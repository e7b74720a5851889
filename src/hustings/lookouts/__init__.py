"""Look-alikes: names on the net that want to be taken for ours, found before they are used."""
