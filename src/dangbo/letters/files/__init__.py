"""Set letters as files, and read the templates that come with the program."""
