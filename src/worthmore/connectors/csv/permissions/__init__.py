"""Files of permissions and of do-not-contact lists: which column is what, and what its cells say."""
