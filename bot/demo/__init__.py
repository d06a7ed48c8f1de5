"""The simulated server with invented people behind `python -m bot demo`."""
