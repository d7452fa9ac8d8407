"""The model of the bench of scenarios in vectorised NumPy: all assumptions, sums by two dimensions and the total; no contributions."""
import pathlib
import sys
import time

import numpy as np

folder = pathlib.Path(sys.argv[1])
METRICS, YEARS = 12, 15
path = np.fromfile(folder / "path.f64").reshape(METRICS, -1, YEARS)
members = np.array([line.split(",") for line in (folder / "members.csv").read_text().split()])
codes = [np.unique(members[:, d], return_inverse=True) for d in range(members.shape[1])]
masks = {name: members[:, d] == name for d, (names, _) in enumerate(codes) for name in names}
everyone = np.ones(path.shape[1], dtype=bool)


def scope(text):
    if not text:
        return slice(None)
    if text.startswith("cluster-"):
        return np.array([int(text[8:])])
    mask = everyone
    for name in text.split("+"):
        mask = mask & masks[name]
    return np.flatnonzero(mask)


steps = []
for line in (folder / "assumptions.csv").read_text().splitlines():
    kind, number, metric, first, last, within = line.split(",")
    steps.append([kind, float(number), int(metric), int(first), int(last), scope(within)])


def run():
    values = path.copy()
    for kind, number, metric, first, last, rows in steps:
        v = values[metric][rows]
        if kind == "shock":
            factors = np.ones(YEARS)
            factors[first : last + 1] = number
            for k in (1, 2):
                if last + k < YEARS:
                    factors[last + k] = number + (1 - number) * k / 3
            v = v * factors
        else:
            last = min(last, YEARS - 1)
            growth = v[:, first : last + 1] / v[:, first - 1 : last]
            grown = np.full_like(growth, 1 + number) if kind == "set" else growth + number
            new = v[:, first - 1 : first] * np.cumprod(grown, axis=1)
            factor = new[:, -1] / v[:, last]
            v = v.copy()
            v[:, first : last + 1] = new
            v[:, last + 1 :] *= factor[:, None]
        values[metric][rows] = v
    sums = []
    for names, code in codes:
        of = np.zeros((METRICS, len(names), YEARS))
        for number in range(len(names)):
            of[:, number] = values[:, code == number].sum(axis=1)
        sums.append(of)
    return values, sums, values.sum(axis=1)


times = []
for step in range(7):
    steps[0][1] = 0.001 * step
    start = time.perf_counter()
    values, sums, total = run()
    times.append((time.perf_counter() - start) * 1e3)
steps[0][1] = 0.0
total = run()[2]
times.sort()
print(f"NumPy {np.__version__} (no contributions): sum over metrics of the last year's totals: {total[:, -1].sum():.4f}")
print(f"NumPy after one lever: median {times[len(times) // 2]:.2f} ms, best {times[0]:.2f}")
