"""Rows -> views -> verdicts -> report. No network, no clock. The home of DuckDB."""

from warehouse.connection import Reader, Rows, Warehouse, memory_warehouse, open_published, open_warehouse

__all__ = ["Reader", "Rows", "Warehouse", "memory_warehouse", "open_published", "open_warehouse"]
