"""What an editor does about people: changes of people.toml that are seen at once, and what needs a look."""
