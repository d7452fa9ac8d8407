"""Opens decks, papers and workbooks with the libraries that other people's programs use, and with a strict checker of the format."""

import sys

import docx
import openpyxl
import pptx
from openxml_audit import OpenXmlValidator


def deck(path):
    slides = pptx.Presentation(path).slides
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    for chart in charts:
        plot = chart.plots[0]
        assert len(list(plot.categories)) > 0 or chart.chart_type in (15, 87), f"{path}: a chart without categories"
        assert chart.part.chart_workbook.xlsx_part is not None, f"{path}: a chart that cannot be edited"
    untitled = [n for n, slide in enumerate(slides, 1) if slide.shapes.title is None]
    assert not untitled, f"{path}: slides without a title: {untitled}"
    return f"{len(slides)} slides, {len(charts)} charts, {len(tables)} tables"


def paper(path):
    document = docx.Document(path)
    charts = [part for part in document.part.package.iter_parts() if "chart+xml" in part.content_type]
    # A house's picture may stand above it.
    first = next(paragraph for paragraph in document.paragraphs if paragraph.text)
    assert first.style.name == "Title", f"{path}: no title"
    return f"{len(document.paragraphs)} paragraphs, {len(document.tables)} tables, {len(charts)} charts"


def workbook(path):
    book = openpyxl.load_workbook(path)
    formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert not formulas, f"{path}: formulas: {formulas[:3]}"
    tables = [sheet for sheet in book if sheet.max_row > 4 and sheet is not book.worksheets[0]]
    loose = [sheet.title for sheet in tables if sheet.freeze_panes != "B5"]
    assert not loose, f"{path}: sheets whose heads scroll away: {loose}"
    for sheet in book:
        for chart in sheet._charts:
            for series in chart.series:
                assert_bound(path, book, series)
    pictures = sum(len(sheet._images) for sheet in book)
    return f"{len(book.sheetnames)} sheets, {sum(len(sheet._charts) for sheet in book)} charts, {pictures} pictures"


def assert_bound(path, book, series):
    """The cells of a series are there and hold numbers or nothing, or the mark of what is missing."""
    reference = (series.val or series.yVal).numRef.f
    title, cells = reference.rsplit("!", 1)
    found = book[title.strip("'").replace("''", "'")][cells.replace("$", "")]
    row = [cell for line in found for cell in line] if isinstance(found, tuple) else [found]
    wrong = [cell.value for cell in row if not isinstance(cell.value, (int, float, type(None))) and cell.value != "—"]
    assert row and not wrong, f"{path}: a chart of {reference} draws {wrong}"


def strict(path):
    result = OpenXmlValidator().validate(path)
    errors = [str(error) for error in result.errors]
    assert not errors, f"{path}: {len(errors)} findings of the checker: " + "; ".join(errors[:5])


READERS = {"pptx": deck, "docx": paper, "xlsx": workbook}

for name in sys.argv[1:]:
    reader = READERS.get(name.rsplit(".", 1)[-1])
    if reader:
        said = reader(name)
        strict(name)
        print(f"{name.rsplit('/', 1)[-1]}: {said}")
