"""A query over one opened generation, evaluated on arrays."""
