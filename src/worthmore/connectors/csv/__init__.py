"""Orders, products and customers from CSV and Excel files as small shops have them.

A file becomes rows of text (`reading`), its columns are recognised (`recognising`), each cell is read (`cells`), rows
become a checked frame (`contents`, with what a known `layouts` file needs besides), and `importing` saves them chunk by
chunk together with how far it got.
"""
