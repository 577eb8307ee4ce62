"""What became of offers: decisions, impressions, answers, attributed orders. Append-only."""
