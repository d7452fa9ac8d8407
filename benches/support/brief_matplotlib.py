"""The charts of the bench of briefings drawn by matplotlib: the same number, the same data, the same size in pixels, the same face."""
import json
import multiprocessing
import pathlib
import sys
import time

import matplotlib

matplotlib.use("Agg")
import matplotlib.font_manager as fonts
import matplotlib.pyplot as plt

folder, cores = pathlib.Path(sys.argv[1]), int(sys.argv[2])
fonts.fontManager.addfont(str(folder / "face.ttf"))
plt.rcParams["font.family"] = fonts.FontProperties(fname=str(folder / "face.ttf")).get_name()
charts = json.loads((folder / "charts.json").read_text(encoding="utf-8"))


def number(text):
    try:
        return float(text)
    except ValueError:
        return float("nan")


def draw(place):
    chart = charts[place]
    head, *rows = chart["rows"]
    width = len(head)
    rows = [row for row in rows if len(row) == width]
    figure, axes = plt.subplots(figsize=(19.2, 10.8), dpi=100)
    names = [row[0] for row in rows]
    for column in range(1, width):
        values = [number(row[column]) for row in rows]
        if chart["bars"]:
            axes.barh(names, values, label=head[column])
        else:
            axes.plot(names, values, marker="o", label=head[column])
    axes.set_title(chart["title"])
    axes.grid(True, axis="y")
    axes.legend()
    figure.text(0.02, 0.02, chart["foot"])
    figure.savefig(folder / f"peer-{place}.png")
    plt.close(figure)


draw(0)
begun = time.perf_counter()
for place in range(len(charts)):
    draw(place)
print(f"one process {time.perf_counter() - begun:.3f}")
with multiprocessing.Pool(cores) as pool:
    pool.map(draw, range(cores))
    begun = time.perf_counter()
    pool.map(draw, range(len(charts)), chunksize=1)
    print(f"{cores} processes {time.perf_counter() - begun:.3f}")
