"""Attribution of what people did after a click in a letter: sign-ups here; apps above bring theirs."""
