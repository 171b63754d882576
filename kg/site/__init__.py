"""Pages to look at: one self-contained HTML file each, with our own template, style and script, and nothing fetched."""
