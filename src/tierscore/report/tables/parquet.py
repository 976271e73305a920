"""A table as Parquet; needs pyarrow, which comes with ``tierscore[parquet]``."""

from __future__ import annotations

from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from tierscore.report.tables.catalogue import SCHEMA
from tierscore.report.tables.columns import CellKind, Export, ExportTable

_TYPES = {
    CellKind.TEXT: pa.string(),
    CellKind.WHOLE: pa.int64(),
    CellKind.NUMBER: pa.float64(),
    CellKind.TRUTH: pa.bool_(),
    CellKind.DATE: pa.date32(),
    CellKind.TEXTS: pa.list_(pa.field("element", pa.string(), nullable=False)),
}
_ROWS_A_GROUP = 65_536


def render(table: ExportTable[Any], export: Export) -> bytes:
    """
    Write a table with its types; the meaning of each column stands in the file, under ``description``.

    The same export gives the same bytes as long as pyarrow is the same: it writes its version into the file.
    """
    schema = _schema(table)
    cells = zip(*table.rows(export), strict=True)
    columns = list(cells) or [()] * len(table.columns)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    sink = pa.BufferOutputStream()
    arrow_table = pa.Table.from_arrays(arrays, schema=schema)
    pq.write_table(
        arrow_table,
        sink,
        row_group_size=_ROWS_A_GROUP,
        version="2.6",
        compression="snappy",
        data_page_version="1.0",
    )
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _schema(table: ExportTable[Any]) -> pa.Schema:
    about = {"tierscore.schema": SCHEMA, "tierscore.table": table.name.value, "tierscore.row": table.row}
    fields = [
        pa.field(column.name, _TYPES[column.kind], column.nullable, {"description": column.meaning})
        for column in table.columns
    ]
    return pa.schema(fields, about)
