"""What people did after they had followed a link of a letter: signed up; apps above bring what is theirs."""
