"""The sums and counts of the bench of firms, by polars."""
import resource
import sys
import time

import polars as pl

path, engine = sys.argv[1], sys.argv[2]
TIERS = [10_000, 50_000, 100_000, 500_000, 1_000_000]


def run():
    rows = pl.scan_csv(path)
    sums = rows.group_by("cluster", "month").agg(pl.col("sales", "profit", "tax").sum())
    firms = rows.group_by("cluster", pl.col("month").str.slice(0, 4).alias("year"), "firm").agg(pl.col("sales").sum())
    reaching = [(pl.col("sales") >= tier).sum().alias(str(tier)) for tier in TIERS]
    tiers = firms.group_by("cluster", "year").agg(pl.len().alias("firms"), *reaching)
    return pl.collect_all([sums, tiers], engine=engine)


times = []
used = time.process_time()
for _ in range(3):
    start = time.perf_counter()
    sums, tiers = run()
    times.append(time.perf_counter() - start)
used = (time.process_time() - used) / len(times)
times.sort()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
print(f"polars {pl.__version__} ({engine}): best {times[0]:.2f} s, median {times[1]:.2f} s, {used:.2f} s of processors a run, peak {peak:.0f} MB")
reaching = " ".join(str(tiers[str(tier)].sum()) for tier in TIERS)
print(f"  {sums.height} sums, {sums['sales'].sum():.2f} in all, {tiers['firms'].sum()} firm-years, reaching {reaching}")
