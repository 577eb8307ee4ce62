"""What the law of a country says on a date: dated rows in, answers with their source out. Pure."""
