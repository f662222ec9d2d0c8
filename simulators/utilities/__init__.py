"""The water, power and gas companies' systems, in one program. REST and JSON."""
