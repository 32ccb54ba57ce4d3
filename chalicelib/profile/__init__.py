"""Scorecards, levels, certifiability, history, play: projections of the attempt logs."""
