"""A list as a file: CSV streamed row by row, XLSX written in constant memory. Numbers are numbers, days are days, and
no text is ever taken for a formula."""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, Any, cast

import xlsxwriter
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from xlsxwriter.worksheet import Worksheet

from openkp.words import say

from .. import frame

MOST_XLSX = 100_000  # rows: a sheet holds a million, a person opens a tenth of it
_BOM = "\ufeff"  # so that a spreadsheet reads UTF-8
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Value = str | int | Decimal | dt.date | None


@dataclass(frozen=True, slots=True)
class Column:
    """`label`: code of its heading; `value`: of a row, in a language, with the names that the viewer may read."""

    label: str
    value: Callable[[Any, str, dict[str, str]], Value]


def hundredths(whole: int) -> Decimal:
    return Decimal(whole).scaleb(-2)


def thousandths(whole: int) -> Decimal:
    return Decimal(whole).scaleb(-3)


def as_text(value: str) -> str:
    """Text that a spreadsheet would run is led by an apostrophe, which it shows as text."""
    return f"'{value}" if value.lstrip(" \u00a0").startswith(_FORMULA) else value


class _Line:
    """What csv writes to: hands each line on instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_file(
    request: HttpRequest, name: str, columns: tuple[Column, ...], rows: Iterable[tuple[Any, dict[str, str]]]
) -> StreamingHttpResponse:
    """UTF-8, commas, points in numbers, days as ISO 8601, whatever the language: it is read by programs too."""
    lang = frame.lang(request)
    response = StreamingHttpResponse(
        _lines(lang, columns, rows), content_type="text/csv; charset=utf-8; header=present"
    )
    _name(response, f"{name}.csv")
    return response


def _lines(lang: str, columns: tuple[Column, ...], rows: Iterable[tuple[Any, dict[str, str]]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    # What writerow answers is what `write` answered: the line.
    yield _BOM + cast(str, writer.writerow([say(lang, column.label) for column in columns]))
    for row, names in rows:
        yield cast(str, writer.writerow([_plain(column.value(row, lang, names)) for column in columns]))


def _plain(value: Value) -> str:
    if isinstance(value, str):
        return as_text(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def xlsx_file(
    request: HttpRequest, name: str, columns: tuple[Column, ...], rows: Iterable[tuple[Any, dict[str, str]]]
) -> FileResponse:
    """Written to a file on disk row by row. A spreadsheet keeps numbers as doubles: exact to 15 digits, more than any
    weight or value has."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the response
    _write(file, frame.lang(request), columns, rows)
    file.seek(0)
    response = FileResponse(file, content_type=XLSX)
    _name(response, f"{name}.xlsx")
    return response


def _write(file: IO[bytes], lang: str, columns: tuple[Column, ...], rows: Iterable[tuple[Any, dict[str, str]]]) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        figures = {places: book.add_format({"num_format": "#,##0." + "0" * places}) for places in (2, 3)}
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns) - 1, 18)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, say(lang, column.label), bold)
        for line, (row, names) in enumerate(rows, start=1):
            if line > MOST_XLSX:
                sheet.write_string(line, 0, say(lang, "search.cut_here", count=MOST_XLSX))
                break
            for place, column in enumerate(columns):
                _cell(sheet, line, place, column.value(row, lang, names), day, figures)


def _cell(sheet: Worksheet, line: int, place: int, value: Value, day: Any, figures: dict[int, Any]) -> None:
    if isinstance(value, str):
        sheet.write_string(line, place, value)  # a string cell is never a formula
    elif isinstance(value, dt.date):
        sheet.write_datetime(line, place, dt.datetime.combine(value, dt.time()), day)
    elif isinstance(value, Decimal):
        sheet.write_number(line, place, value, figures[-int(value.as_tuple().exponent)])
    elif value is not None:
        sheet.write_number(line, place, value)


def _name(response: HttpResponseBase, name: str) -> None:
    day = frame.now().date().isoformat()
    response["Content-Disposition"] = f'attachment; filename="openkp-{day}-{name}"'
    response["Cache-Control"] = "private, no-store"


__all__ = ["Column", "Value", "as_text", "csv_file", "hundredths", "thousandths", "xlsx_file"]
