### diagnostic

diagnostic-at-place = { $place }：{ $sentence }
