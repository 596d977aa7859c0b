"""Answer every question about cases: of a day, as known on a day, to an actor."""
