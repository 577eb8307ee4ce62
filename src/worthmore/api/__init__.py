"""JSON over HTTP for shops, tills and pages: /v1/."""
