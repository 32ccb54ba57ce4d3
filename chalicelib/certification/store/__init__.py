"""The certification table: the only place of this room that knows keys."""
