"""Ask for what signing in, second factors and accounts need."""
