"""From bytes to rows of text, one row at a time, whatever the file is."""
