"""Copies of Word files and pictures without what they tell of people and places beside the text and the picture."""
