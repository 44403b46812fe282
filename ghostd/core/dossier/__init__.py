"""Everything there is with one client, as a folder that can be handed over.

`records` is what was found, `names` what its files are called, `reply` how fast the owner answered, `index`
makes a `page` of it (`accounts` its money) in the owner's words (`words`, `terms`, `reasons`), and `markdown`
writes the page as text. The HTML is an adapter's.
"""
