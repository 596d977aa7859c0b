"""Turn what was typed on the pages of rights into arguments of acts."""
