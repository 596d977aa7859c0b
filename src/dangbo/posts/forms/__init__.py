"""Turn what was typed on the pages of posts into arguments of questions and acts."""
