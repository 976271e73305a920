"""The nouns of tierscore: frozen records and closed enums, with no knowledge of files or output."""
