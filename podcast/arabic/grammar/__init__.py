"""Gender, number and case: the agreement of numbers with the nouns they count."""
