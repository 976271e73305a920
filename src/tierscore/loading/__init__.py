"""From files to the model: the only place that knows YAML, tables, paths and forms."""
