"""Read, judge and prepare the sealed parts of lists, without a database: here or beside."""
