### grid
grid-editor = 单元格内容
grid-copy = 复制
grid-copy-with-headings = 连同表头复制
grid-cut = 剪切
grid-paste = 粘贴
grid-clear = 清空
grid-fill-down = 向下填充
grid-fill-right = 向右填充
