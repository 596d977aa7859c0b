"""Ask for what a form is made of, and for what goes with publishing and confirming it."""
