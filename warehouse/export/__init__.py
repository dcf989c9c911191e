"""Runs and whole warehouses as files for others: Parquet, RO-Crate, backup."""

from warehouse.export.backup import restore_backup, write_backup
from warehouse.export.crate import write_crate
from warehouse.export.tables import write_tables

__all__ = ["restore_backup", "write_backup", "write_crate", "write_tables"]
