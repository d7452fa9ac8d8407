"""One metric of the bench of scenarios as a sheet of formulas that LibreOffice Calc recalculates after one cell changes."""
import os
import pathlib
import subprocess
import sys
import time

import uno

folder = pathlib.Path(sys.argv[1])
YEARS = 15
count = sum(1 for _ in (folder / "members.csv").open())
profile = (folder / "profile").as_uri()
pipe = f"clusterplan{os.getpid()}"
accept = f"--accept=pipe,name={pipe};urp;"
office = subprocess.Popen(
    [os.environ["CLUSTERPLAN_BENCH_SOFFICE"], "--headless", "--norestore", f"-env:UserInstallation={profile}", accept],
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
)
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for _ in range(120):
    try:
        context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.5)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
document = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, ())
sheet = document.Sheets.getByIndex(0)
# The shift stands in the first cell; level = level before × (growth of the plan + shift), the total a sum.
sheet.getCellByPosition(0, 0).setValue(0.0)
names = [chr(ord("B") + year) for year in range(YEARS)]
plan = [chr(ord("R") + year) if year < 9 else "A" + chr(ord("A") + year - 9) for year in range(YEARS)]
rows = []
for row in range(2, count + 2):
    cells = [f"={plan[0]}{row}"]
    cells += [f"={names[y - 1]}{row}*({plan[y]}{row}/{plan[y - 1]}{row}+$A$1)" for y in range(1, YEARS)]
    rows.append(tuple(cells))
import array

values = array.array("d")
with (folder / "path.f64").open("rb") as file:
    values.fromfile(file, count * YEARS)
data = tuple(tuple(values[row * YEARS : (row + 1) * YEARS]) for row in range(count))
sheet.getCellRangeByPosition(17, 1, 16 + YEARS, count).setDataArray(data)
sheet.getCellRangeByPosition(1, 1, YEARS, count).setFormulaArray(tuple(rows))
totals = tuple(f"=SUM({name}2:{name}{count + 1})" for name in names)
sheet.getCellRangeByPosition(1, 0, YEARS, 0).setFormulaArray((totals,))
times = []
for step in range(1, 6):
    start = time.perf_counter()
    sheet.getCellByPosition(0, 0).setValue(0.001 * step)
    total = sheet.getCellByPosition(YEARS, 0).getValue()
    times.append((time.perf_counter() - start) * 1e3)
times.sort()
document.close(True)
office.terminate()
print(f"LibreOffice Calc (one metric, one shift, one total): median {times[len(times) // 2]:.0f} ms, best {times[0]:.1f}")
