"""Work of hosts with newcomers, members, and the text of their group."""
