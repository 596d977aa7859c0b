"""Take in, recognise and keep the files of papers, without trusting a word they say."""
