"""The window clerk's door: person, form, pile, acceptance, payment, handing out."""
