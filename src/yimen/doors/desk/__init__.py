"""The desk: second check, examination, approval, and what a department's system left undone."""
