"""The real-estate registry's system: it is asked and answers through tables of a front-end database."""
