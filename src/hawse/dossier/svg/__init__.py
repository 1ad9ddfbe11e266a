"""Pictures as SVG text: every mark carries its own attributes, no style sheet is needed to read it."""
