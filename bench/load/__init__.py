"""A day of certification under load: the stack, the people in it, and the recount of what they did."""
