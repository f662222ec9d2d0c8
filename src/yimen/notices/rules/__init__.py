"""Pure rules of the papers that the office hands out."""
