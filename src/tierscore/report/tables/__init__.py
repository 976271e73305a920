"""The tables of the export: one definition of their columns, from which every form of them and the data dictionary are drawn."""
