"""Pictures as SVG text: every mark carries its own attributes and needs no style sheet."""
