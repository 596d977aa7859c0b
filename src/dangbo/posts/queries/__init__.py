"""Answer every question about posts: of a day, as known on a day, to an actor."""
