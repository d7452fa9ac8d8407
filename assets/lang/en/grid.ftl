### grid
grid-editor = Cell content
grid-copy = Copy
grid-copy-with-headings = Copy with headings
grid-cut = Cut
grid-paste = Paste
grid-clear = Clear
grid-fill-down = Fill down
grid-fill-right = Fill right
