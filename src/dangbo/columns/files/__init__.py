"""Hold the columns themselves: arrays in memory or mapped from files, without the database."""
