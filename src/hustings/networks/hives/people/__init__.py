"""Members of buying groups elsewhere in the program: their data, their page, segments, timelines."""
