"""Rows and the sum of their CRC-32, written as RowSums.java writes them."""

import struct
import zlib

import pyarrow as pa


def of(table):
    """(rows, sum) of an arrow table."""
    columns = [list(_texts(column)) for column in table.columns]
    rows = zip(*columns, strict=True)
    return table.num_rows, sum(zlib.crc32("\x01".join(row).encode()) for row in rows)


def _texts(column):
    kind = column.type
    if pa.types.is_date(kind):
        column = column.cast(pa.int32())
    elif pa.types.is_timestamp(kind):
        column = column.cast(pa.timestamp("us", kind.tz)).cast(pa.int64())
    return (_text(value, column.type) for value in column.to_pylist())


def _text(value, kind):
    if value is None:
        return "~"
    if pa.types.is_boolean(kind):
        return "true" if value else "false"
    if pa.types.is_floating(kind):
        return struct.pack(">d", value).hex()
    if pa.types.is_decimal(kind):
        return format(value, "f")
    if pa.types.is_map(kind):
        entries = sorted((_text(k, kind.key_type), _text(v, kind.item_type)) for k, v in value)
        return "{" + ",".join(f"{k}={v}" for k, v in entries) + "}"
    if pa.types.is_struct(kind):
        return "(" + ",".join(_text(value[f.name], f.type) for f in kind) + ")"
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return "[" + ",".join(_text(element, kind.value_type) for element in value) + "]"
    if isinstance(value, bytes):
        return value.hex()
    return str(value)
