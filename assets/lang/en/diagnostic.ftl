### diagnostic

diagnostic-at-place = { $place }: { $sentence }

diagnostic-journal-failed = Unsaved changes can no longer be written down ({ $text }). Save soon, or save to another folder.
diagnostic-journal-does-not-fit = { $count } unsaved changes from last time do not fit the files as they are now. They were moved to { $file }, not deleted; enter them by hand from there if you need them.
diagnostic-journal-damaged = Part of the record of changes { $file } cannot be read; only the changes before it can be restored. Check your latest changes after restoring.
