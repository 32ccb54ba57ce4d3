"""The local stack: the same app, tables and state machines as a deployment, on real engines, without an account."""
