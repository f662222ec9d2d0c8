"""What one field of government adds: mostly text, little code. A pack imports no other pack and no door."""
