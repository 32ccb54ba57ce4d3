"""The item bank: frameworks, topics, skills, challenges; checked, compiled, published as immutable releases."""
