"""How well the archive's texts are read: what is found in them, beside what people say is there."""
