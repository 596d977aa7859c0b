"""Django without our domain: spans, days, Vietnamese text, paging."""
