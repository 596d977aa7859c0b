"""Turn what was typed on the pages of badges and cards into arguments of questions and acts."""
