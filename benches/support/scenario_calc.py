"""One metric of the bench of scenarios as a sheet of formulas that LibreOffice Calc recalculates after one cell changes."""
import array
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
values = array.array("d")
with (folder / "path.f64").open("rb") as file:
    values.fromfile(file, count * YEARS)
# The shift stands in the first cell; level = level before × (growth of the plan + shift), the totals are sums.
names = [chr(ord("B") + year) for year in range(YEARS)]
plan = [chr(ord("R") + year) if year < 9 else "A" + chr(ord("A") + year - 9) for year in range(YEARS)]


def formula(text):
    return f'<table:table-cell table:formula="of:={text}" office:value-type="float" office:value="0"/>'


def number(value):
    return f'<table:table-cell office:value-type="float" office:value="{value!r}"/>'


def row_of(number_of_row):
    row = number_of_row + 2
    cells = [formula(f"[.{plan[0]}{row}]")]
    cells += [
        formula(f"[.{names[y - 1]}{row}]*([.{plan[y]}{row}]/[.{plan[y - 1]}{row}]+[.$A$1])") for y in range(1, YEARS)
    ]
    of_plan = [number(value) for value in values[number_of_row * YEARS : (number_of_row + 1) * YEARS]]
    return "<table:table-row><table:table-cell/>" + "".join(cells) + "<table:table-cell/>" + "".join(of_plan) + "</table:table-row>"


totals = "".join(formula(f"SUM([.{name}2:.{name}{count + 1}])") for name in names)
spaces = " ".join(
    f'xmlns:{space}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"' for space in ("office", "table", "text")
)
sheet_file = folder / "sheet.fods"
with sheet_file.open("w", encoding="utf-8") as out:
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(f'<office:document {spaces} xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.2" ')
    out.write('office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>')
    out.write(f'<table:table table:name="model"><table:table-row>{number(0.0)}{totals}</table:table-row>')
    out.writelines(row_of(number_of_row) for number_of_row in range(count))
    out.write("</table:table></office:spreadsheet></office:body></office:document>")
document = desktop.loadComponentFromURL(sheet_file.as_uri(), "_blank", 0, ())
sheet = document.Sheets.getByIndex(0)
document.calculateAll()
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
