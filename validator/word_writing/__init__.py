"""Changes Word files part by part and leaves every part that is not changed as it was, to the byte."""
