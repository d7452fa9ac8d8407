### diagnostic

diagnostic-at-place = { $place }：{ $sentence }

diagnostic-journal-failed = 无法再记录未保存的修改（{ $text }）。请尽快保存，或另存到别的文件夹。
diagnostic-journal-does-not-fit = 上次未保存的 { $count } 处修改与现在的文件不符，已移至 { $file }，没有删除。如需要，请对照该文件手工补录。
diagnostic-journal-damaged = 修改记录 { $file } 中有无法读取的内容，只能恢复其之前的修改。恢复后请核对最近的改动。
