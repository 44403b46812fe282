"""`ghostd replay`: which setting would have been right, asked of the mail that is already there."""
