"""Read what pages of members are asked."""
