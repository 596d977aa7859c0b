"""Count members of many organisations at once, from columns that are made of the tables."""
