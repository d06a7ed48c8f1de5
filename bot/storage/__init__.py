"""The only SQL of the project; one module per concept."""
