"""Where things stand with one client, before a word is written: each line with its evidence, none worded."""
