"""Say in words what confidential records tell."""
