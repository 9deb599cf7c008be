"""The path of the news: each job takes its ports and `now`, top to bottom."""
