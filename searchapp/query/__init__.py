"""The query language: a tree, a total parser, periods in words, and what a leaf asks of the words."""
