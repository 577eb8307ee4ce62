"""What a person may ask of the shop: to see, take along, correct, object, and be forgotten; and what is kept how long.

Read with `queries` (a download, the requests), act with `operations` (erase, rectify, object to), and print with
`documents` what the law wants on paper. Rooms above that keep something of people tell it through `ports`.
"""
