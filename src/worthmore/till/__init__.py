"""The till: one suggestion, one sentence, one key; it goes on when the line is down, and only speaks to the API."""
