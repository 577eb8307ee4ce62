"""Nothing is kept longer than the shop has said: what grows too old, part by part, beside a running server."""
