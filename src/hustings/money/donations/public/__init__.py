"""Pages of the site where people give: what they ask and show, how they are found and shared."""
