"""Deliberation: people decide on certification tests, publish the session, and look again when somebody appeals."""
