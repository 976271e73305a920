"""From an assessment to text: one document, drawn as plain text, terminal output and Markdown; and JSON in its own shape."""
