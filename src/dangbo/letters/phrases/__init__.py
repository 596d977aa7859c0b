"""Say in Vietnamese what letters and their fields are called, and why a template is refused."""
