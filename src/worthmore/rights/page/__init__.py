"""What is held of a person, as a page that anybody can read: five languages, one file, nothing else needed."""
