"""Turn what was typed on the pages of cases into arguments of acts."""
