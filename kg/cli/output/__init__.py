"""What commands give: text, tables, diagnostics and files."""
