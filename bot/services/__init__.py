"""What a person can ask for: one class an area, one method a wish."""
