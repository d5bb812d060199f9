"""Gender, number and case: what Arabic grammar asks of a number and of the noun it counts."""
