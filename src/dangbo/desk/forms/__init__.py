"""Turn what was typed on the pages of a draft into what the draft keeps."""
