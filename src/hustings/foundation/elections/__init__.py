"""Elections, silence periods and sending hours."""
