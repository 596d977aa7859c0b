"""Keep the steps by which the tables of cases came to be."""
