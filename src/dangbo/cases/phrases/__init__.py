"""Say in Vietnamese what cases, steps, roles and findings are."""
