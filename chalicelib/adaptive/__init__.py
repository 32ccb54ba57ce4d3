"""What to ask next, and what the answers prove. Pure, standard library only."""
